package org.nexusauth.jdbc;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresEngineIT extends EngineCases {
  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @Override
  Database database() {
    return POSTGRES.create();
  }

  @Override
  String behind(Database database, String schema) {
    return database.url().replace("currentSchema=", "currentSchema=" + schema + ",");
  }

  @AfterEach
  void dropTheOther() {
    POSTGRES.execute("DROP SCHEMA IF EXISTS front CASCADE");
  }
}
