package org.nexusauth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresSigningKeyRotationIT extends SigningKeyRotationTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase database() {
    return POSTGRES.create();
  }
}
