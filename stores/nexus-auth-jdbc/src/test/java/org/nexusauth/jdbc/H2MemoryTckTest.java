package org.nexusauth.jdbc;

import java.util.Map;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class H2MemoryTckTest extends RevocationFeedTck {
  private final Database database = Database.inMemory();

  @Override
  protected RevocationFeed open() {
    return database.open(Map.of());
  }

  @Override
  protected void sweep() {
    database.sweep();
  }

  @Override
  protected boolean interrupt() {
    database.shutDown();
    return true;
  }
}
