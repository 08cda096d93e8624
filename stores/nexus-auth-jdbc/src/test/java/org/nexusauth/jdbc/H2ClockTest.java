package org.nexusauth.jdbc;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationClockTck;

final class H2ClockTest extends RevocationClockTck {
  private final TestDatabase database = TestDatabase.inMemory();

  @Override
  protected RevocationFeed open(Clock clock) {
    return database.open(clock);
  }

  @Override
  protected void sweep() {
    database.deleteExpired();
  }

  @AfterEach
  void shutDown() {
    database.shutDown();
  }
}
