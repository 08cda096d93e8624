package org.nexusauth.benchmarks.record;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nexusauth.jdbc.JdbcManagementStoreProvider;
import org.nexusauth.jdbc.JdbcRevocationStoreProvider;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.revocation.StoreSettings;

/**
 * Times lists, filters and searches of a million keys of 100,000 integrations in a PostgreSQL of
 * its own: spread over ten organizations, then all in one. Prints p50, p99 and the longest, in ms.
 */
public final class RecordRun {
  private static final double BUDGET_MILLIS = 50;

  private RecordRun() {}

  /** Arguments: {@code --quick} for a hundredth of the records. */
  public static void main(String[] arguments) throws Exception {
    boolean quick = List.of(arguments).contains("--quick");
    int keys = quick ? 10_000 : 1_000_000;
    List<String> slow = new ArrayList<>();
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("maintenance_work_mem", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .start()) {
      for (int organizations : new int[] {10, 1}) {
        slow.addAll(measure(server, new RecordData(organizations, keys / 10, keys)));
      }
    }
    System.out.println("over " + BUDGET_MILLIS + " ms at p99\t" + slow);
  }

  private static List<String> measure(EmbeddedPostgres server, RecordData data) throws Exception {
    String schema = "of_" + data.organizations();
    String url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
      statement.execute("SET search_path TO " + schema);
      open(url).close();
      data.fill(connection);
    }
    List<String> slow = new ArrayList<>();
    try (ManagementStore store = open(url)) {
      System.out.println(data + "\tp50\tp99\tmax");
      new RecordQueries(store, data)
          .measure(
              300,
              times -> {
                System.out.println(times);
                if (times.millisAt(0.99) > BUDGET_MILLIS) {
                  slow.add(schema + ": " + times.query());
                }
              });
    }
    return slow;
  }

  private static ManagementStore open(String url) {
    StoreSettings settings =
        new StoreSettings(
            Map.of(JdbcRevocationStoreProvider.URL, url), Duration.ofMillis(100), false);
    return new JdbcManagementStoreProvider().open(settings, true).records();
  }
}
