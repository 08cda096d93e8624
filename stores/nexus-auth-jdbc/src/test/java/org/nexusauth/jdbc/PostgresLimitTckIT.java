package org.nexusauth.jdbc;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.limit.JdbcLimitStore;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.testkit.LimitStoreTck;

/** Counters are lost by a crash of the server, answers by a proxy. */
final class PostgresLimitTckIT extends LimitStoreTck {
  @RegisterExtension static final CrashingPostgres POSTGRES = new CrashingPostgres();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private final Map<LimitStore, LossyProxy> nodes = new HashMap<>();

  @Override
  protected LimitStore open(Clock nodeClock) {
    LossyProxy proxy = new LossyProxy(POSTGRES.port());
    String url = POSTGRES.urlAt(proxy.port());
    ConnectionSource source =
        ConnectionSource.of(
            new StoreSettings(
                Map.of(JdbcRevocationStoreProvider.URL, url), Duration.ofMillis(100), false));
    LimitStore node = JdbcLimitStore.open(source, source, TIMEOUT);
    nodes.put(node, proxy);
    return node;
  }

  @Override
  protected boolean loseCounters() throws IOException {
    POSTGRES.crash();
    return true;
  }

  @Override
  protected boolean loseNextAnswer(LimitStore node) {
    nodes.get(node).loseNextAnswer();
    return true;
  }

  @Override
  protected boolean interrupt() {
    nodes.values().forEach(LossyProxy::close);
    return true;
  }

  @AfterEach
  void closeProxies() {
    nodes.values().forEach(LossyProxy::close);
  }
}
