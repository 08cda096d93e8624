package org.nexusauth.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for the tests of a class; each test has a schema of its own in it. */
final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
  }

  /** Makes an empty schema; what takes it away is the end of its head. */
  TestDatabase create() {
    String name = "nexus_" + SCHEMAS.incrementAndGet();
    execute("CREATE SCHEMA " + name);
    String url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    return new TestDatabase(url, "DROP TABLE nexus_auth_head", true);
  }

  void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
