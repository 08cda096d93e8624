package org.nexusauth.jdbc;

final class H2MeaningTest extends MeaningCases {
  @Override
  Database create() {
    return Database.inMemory();
  }
}
