package org.nexusauth.jdbc;

/** The lives of keys on several nodes, in H2. */
final class H2ManagedNodesTest extends ManagedNodesTests {
  @Override
  TestDatabase createDatabase() {
    return TestDatabase.inMemory();
  }
}
