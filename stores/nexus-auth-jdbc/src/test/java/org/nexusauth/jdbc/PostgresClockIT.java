package org.nexusauth.jdbc;

import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationClockTck;

final class PostgresClockIT extends RevocationClockTck {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  private final TestDatabase database = POSTGRES.create();

  @Override
  protected RevocationFeed open(Clock clock) {
    return database.open(clock);
  }

  @Override
  protected void sweep() {
    database.deleteExpired();
  }
}
