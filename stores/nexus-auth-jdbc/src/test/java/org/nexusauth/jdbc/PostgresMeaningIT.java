package org.nexusauth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresMeaningIT extends MeaningCases {
  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @Override
  Database create() {
    return POSTGRES.create();
  }
}
