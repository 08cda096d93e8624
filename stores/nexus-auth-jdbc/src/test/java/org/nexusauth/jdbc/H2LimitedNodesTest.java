package org.nexusauth.jdbc;

/** Changes of plans on two nodes, in H2. */
final class H2LimitedNodesTest extends LimitedNodesTests {
  @Override
  TestDatabase createDatabase() {
    return TestDatabase.inMemory();
  }
}
