package org.nexusauth.jdbc;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class H2FileTckTest extends RevocationFeedTck {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void create() {
    database = Database.inFile(folder.resolve("keys"));
  }

  @Override
  protected RevocationFeed open() {
    return database.open(Map.of());
  }

  @Override
  protected void sweep() {
    database.sweep();
  }

  @Override
  protected void restart() {
    database.shutDown();
  }
}
