package org.nexusauth.jdbc;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresEngineIT extends JdbcEngineTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase database() {
    return POSTGRES.create();
  }

  @Override
  String behind(TestDatabase database, String schema) {
    return database.url().replace("currentSchema=", "currentSchema=" + schema + ",");
  }

  @AfterEach
  void dropTheOther() {
    POSTGRES.execute("DROP SCHEMA IF EXISTS front CASCADE");
  }
}
