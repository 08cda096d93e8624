package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class H2FileTckTest extends RevocationFeedTck {
  private final TestDatabase database;

  H2FileTckTest(@TempDir Path folder) {
    database = TestDatabase.inFile(folder.resolve("keys"));
  }

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
  protected void restart() {
    database.shutDown();
  }
}
