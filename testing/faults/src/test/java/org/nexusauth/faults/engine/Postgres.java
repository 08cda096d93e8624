package org.nexusauth.faults.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** PostgreSQL with its own defaults of durability; each test has a schema. Thread-safe. */
public final class Postgres implements Engine {
  private final AtomicInteger schemas = new AtomicInteger();
  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts one. */
  public static Postgres start() {
    try {
      return new Postgres(
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .start());
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
        "nexus.auth.status.store",
        "jdbc",
        "nexus.auth.jdbc.url",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema,
        "nexus.auth.jdbc.user",
        "postgres");
  }

  private void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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
