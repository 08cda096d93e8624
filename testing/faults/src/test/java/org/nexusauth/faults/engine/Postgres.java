package org.nexusauth.faults.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** PostgreSQL with its own defaults of durability; each test has a schema. */
public final class Postgres implements KillableEngine {
  private final AtomicInteger schemas = new AtomicInteger();
  private final Path data;
  private EmbeddedPostgres server;

  private Postgres(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Starts one that keeps its files in a folder. */
  public static Postgres start(Path folder) {
    Path data = folder.resolve("postgresql");
    return new Postgres(data, start(data, 0));
  }

  private static EmbeddedPostgres start(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("max_connections", "200")
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPGStartupWait(Duration.ofSeconds(60))
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Database create() {
    String schema = "nexus_" + schemas.incrementAndGet();
    execute("CREATE SCHEMA " + schema);
    return new Database("postgresql", server.getPort(), port -> settings(port, schema));
  }

  private static Map<String, String> settings(int port, String schema) {
    return Map.of(
        "nexus.auth.revocation.store",
        "jdbc",
        "nexus.auth.jdbc.url",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema,
        "nexus.auth.jdbc.user",
        "postgres");
  }

  /** Does as an operator at a shell does. */
  public void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns the number that a query finds. */
  public long number(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** All its processes, so that none finishes what another one has begun. */
  @Override
  public void kill() {
    List<ProcessHandle> all = processes().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  @Override
  public void pause() {
    Signals.stop(processes());
  }

  @Override
  public void resume() {
    Signals.resume(processes());
  }

  /** Empties the tables of limits in all schemas, which a crash of the server does as well. */
  @Override
  public void emptyLimits() {
    execute(
        """
        DO $$
        DECLARE
          tables TEXT;
        BEGIN
          SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO tables
            FROM pg_tables
            WHERE tablename LIKE 'nexus_auth_limit_%' AND tablename NOT LIKE '%_history';
          EXECUTE 'TRUNCATE ' || tables;
        END $$""");
  }

  private Stream<ProcessHandle> processes() {
    ProcessHandle postmaster = postmaster();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants());
  }

  private ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restart() {
    int port = server.getPort();
    close(); // Gives its lock of the folder back.
    server = start(data, port);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
