package org.nexusauth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class PostgresTckIT extends RevocationFeedTck {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  private final TestDatabase database = POSTGRES.create();

  @Override
  protected RevocationFeed open() {
    return database.open();
  }

  @Override
  protected boolean sweep() {
    database.deleteExpired();
    return true;
  }

  @Override
  protected boolean interrupt() {
    database.shutDown();
    return true;
  }
}
