package org.nexusauth.jdbc;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.testkit.RevocationFeedTck;

final class PostgresTckIT extends RevocationFeedTck {
  @RegisterExtension static final Postgres POSTGRES = new Postgres();
  private Database database;

  @BeforeEach
  void create() {
    database = POSTGRES.create();
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
  protected boolean interrupt() {
    database.shutDown();
    return true;
  }
}
