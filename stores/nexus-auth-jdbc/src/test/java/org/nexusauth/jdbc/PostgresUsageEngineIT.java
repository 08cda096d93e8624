package org.nexusauth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresUsageEngineIT extends UsageEngineTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase database() {
    return POSTGRES.create();
  }

  @Override
  String scripts() {
    return "postgresql";
  }
}
