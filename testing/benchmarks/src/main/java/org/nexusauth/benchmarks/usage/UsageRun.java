package org.nexusauth.benchmarks.usage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nexusauth.benchmarks.record.QueryTimes;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.jdbc.JdbcRevocationStoreProvider;
import org.nexusauth.jdbc.JdbcUsageStoreProvider;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.UsageStore;

/**
 * Times batches of a thousand busy keys, and queries of two years of ten thousand keys, in a
 * PostgreSQL of its own. Prints p50, p99 and the longest, in ms, the sizes of the tables, and the
 * plans of two queries.
 */
public final class UsageRun {
  private static final double QUERY_MILLIS = 100;
  private static final double BATCH_MILLIS = 50;
  private static final int BUSY_KEYS = 1_000;
  private static final UsageRetention RETENTION =
      new UsageRetention(
          Duration.ofDays(2), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(7));

  private UsageRun() {}

  /** Arguments: {@code --quick} for a hundredth of the keys, {@code --write} for batches alone. */
  public static void main(String[] arguments) throws Exception {
    boolean quick = List.of(arguments).contains("--quick");
    UsageData data = quick ? new UsageData(100, 10_000) : new UsageData(10_000, 1_000_000);
    List<String> slow = new ArrayList<>();
    try (EmbeddedPostgres server = start();
        Connection connection = server.getPostgresDatabase().getConnection();
        UsageStore store = open(server)) {
      measureBatches(store, connection, data, slow);
      if (!List.of(arguments).contains("--write")) {
        measureQueries(store, connection, data, slow);
        measureBatches(store, connection, data, slow);
        measureRollUp(store);
      }
    }
    System.out.println("over the budget at p99\t" + slow);
  }

  private static EmbeddedPostgres start() throws Exception {
    return EmbeddedPostgres.builder()
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("shared_buffers", "1GB")
        .setServerConfig("maintenance_work_mem", "512MB")
        .setServerConfig("max_wal_size", "4GB")
        .start();
  }

  private static UsageStore open(EmbeddedPostgres server) {
    String url = server.getJdbcUrl("postgres", "postgres");
    return new JdbcUsageStoreProvider()
        .open(
            new StoreSettings(
                Map.of(JdbcRevocationStoreProvider.URL, url), Duration.ofMillis(100), false));
  }

  private static void measureBatches(
      UsageStore store, Connection connection, UsageData data, List<String> slow)
      throws SQLException {
    int busy = Math.min(BUSY_KEYS, data.keys());
    String node = "node-" + System.nanoTime();
    int warm = 60;
    long[] nanos = new long[120];
    long log = position(connection);
    for (int i = -warm; i < nanos.length; i++) {
      if (i == 0) {
        log = position(connection);
      }
      Instant minute =
          Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(60L * (i < 30 ? 1 : 0));
      long start = System.nanoTime();
      store.write(data.batch(node, i + warm + 1L, minute, busy));
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    QueryTimes times = new QueryTimes("a batch of " + busy + " keys", nanos);
    System.out.println(times);
    System.out.println(
        "write-ahead log a batch\t" + (position(connection) - log) / nanos.length / 1_024 + " KB");
    if (times.millisAt(0.99) > BATCH_MILLIS) {
      slow.add(times.query());
    }
  }

  private static long position(Connection connection) throws SQLException {
    return number(connection, "SELECT pg_current_wal_lsn() - '0/0'");
  }

  private static void measureQueries(
      UsageStore store, Connection connection, UsageData data, List<String> slow)
      throws SQLException {
    store.write(data.batch("first", 1, Instant.now().truncatedTo(ChronoUnit.MINUTES), data.keys()));
    long start = System.nanoTime();
    data.fill(connection);
    System.out.println(
        "filled in\t" + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    printTable(
        connection,
        "SELECT c.relname, c.reltuples::bigint, pg_table_size(c.oid) / 1048576,"
            + " pg_indexes_size(c.oid) / 1048576, round(pg_total_relation_size(c.oid)"
            + " / greatest(c.reltuples, 1)) FROM pg_class c"
            + " WHERE c.relname LIKE 'nexus\\_auth\\_usage\\_%' AND c.relkind = 'r' ORDER BY 1");
    new UsageQueries(store, data)
        .measure(
            200,
            times -> {
              System.out.println(times);
              if (times.millisAt(0.99) > QUERY_MILLIS) {
                slow.add(times.query());
              }
            });
    long subject =
        number(
            connection,
            "SELECT id FROM nexus_auth_usage_subject WHERE organization_id = 'org_0'"
                + " AND integration_id IS NULL");
    long day = Instant.now().getEpochSecond() / 86_400;
    printTable(
        connection,
        ("EXPLAIN (ANALYZE, BUFFERS) SELECT subject, (slot * 1440 - %2$s) / 1440 AS step, outcome,"
                + " SUM(requests) AS requests FROM nexus_auth_usage_day WHERE subject = ANY('{%1$s}')"
                + " AND slot >= %3$s AND slot < %4$s GROUP BY subject, step, outcome")
            .formatted(subject, (day - 729) * 1_440, day - 729, day + 1));
    printTable(
        connection,
        "EXPLAIN (ANALYZE, BUFFERS) SELECT slot, routes FROM nexus_auth_usage_day_detail WHERE subject = %s AND slot >= %s AND slot < %s"
            .formatted(subject, day - 729, day + 1));
  }

  /** All hours of a day at once: the rows of minutes of 24 of the 48 hours. */
  private static void measureRollUp(UsageStore store) {
    long start = System.nanoTime();
    store.maintain(Instant.now().plus(Duration.ofHours(2)), RETENTION);
    System.out.println(
        "rolled up two hours in\t"
            + Duration.ofNanos(System.nanoTime() - start).toMillis()
            + " ms");
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void printTable(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.append(rows.getString(i)).append('\t');
        }
        System.out.println(line);
      }
    }
  }
}
