package org.nexusauth.jdbc;

import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class H2MemoryTckTest extends RevocationFeedTck {
  private final TestDatabase database = TestDatabase.inMemory();

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
