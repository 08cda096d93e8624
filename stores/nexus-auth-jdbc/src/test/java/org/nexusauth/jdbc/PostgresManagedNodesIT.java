package org.nexusauth.jdbc;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lives of keys on several nodes, in PostgreSQL. */
final class PostgresManagedNodesIT extends ManagedNodesTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase createDatabase() {
    return POSTGRES.create();
  }

  @Test
  void rotations_underLoad_denyNothingBeforeTheSunsetAndGrantNothingAfterIt() throws Exception {
    rotateUnderLoad(10, Duration.ofSeconds(4));
  }

  @Test
  @Tag("deep")
  void fiftyRotations_underLoad_denyNothingBeforeTheSunsetAndGrantNothingAfterIt()
      throws Exception {
    rotateUnderLoad(50, Duration.ofSeconds(20));
  }
}
