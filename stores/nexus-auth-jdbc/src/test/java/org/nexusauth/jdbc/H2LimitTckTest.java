package org.nexusauth.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.jdbc.internal.limit.JdbcLimitStore;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.testkit.LimitStoreTck;

final class H2LimitTckTest extends LimitStoreTck {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final Map<LimitStore, FaultyDataSource> nodes = new HashMap<>();

  private TestDatabase database() {
    return TestDatabase.inFile(folder.resolve("limits"));
  }

  @Override
  protected LimitStore open(Clock nodeClock) {
    JdbcDataSource connections = new JdbcDataSource();
    connections.setURL(database().url());
    FaultyDataSource faulty = new FaultyDataSource(connections);
    LimitStore node = JdbcLimitStore.open(faulty.source(), faulty.source(), TIMEOUT);
    nodes.put(node, faulty);
    return node;
  }

  @Override
  protected boolean loseCounters() {
    database().shutDown();
    return true;
  }

  @Override
  protected boolean loseNextAnswer(LimitStore node) {
    nodes.get(node).loseNextCommit();
    return true;
  }

  @Override
  protected boolean interrupt() {
    nodes.values().forEach(FaultyDataSource::takeDown);
    return true;
  }
}
