package org.nexusauth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of plans on two nodes, in PostgreSQL. */
final class PostgresLimitedNodesIT extends LimitedNodesTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase createDatabase() {
    return POSTGRES.create();
  }
}
