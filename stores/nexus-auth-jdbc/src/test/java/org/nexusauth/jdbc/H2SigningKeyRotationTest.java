package org.nexusauth.jdbc;

final class H2SigningKeyRotationTest extends SigningKeyRotationTests {
  @Override
  TestDatabase database() {
    return TestDatabase.inMemory();
  }
}
