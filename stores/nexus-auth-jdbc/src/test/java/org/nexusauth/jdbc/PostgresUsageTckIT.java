package org.nexusauth.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.jdbc.internal.usage.JdbcUsageStore;
import org.nexusauth.testkit.UsageStoreTck;
import org.nexusauth.usage.store.UsageStore;

/** Lost answers are tested with each answer of a batch by {@link PostgresUsageEngineIT}. */
final class PostgresUsageTckIT extends UsageStoreTck {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  private final List<LossyProxy> proxies = new ArrayList<>();
  private final String url = POSTGRES.create().url();

  @Override
  protected UsageStore open() {
    int port = Integer.parseInt(url.replaceAll(".*localhost:(\\d+)/.*", "$1"));
    LossyProxy proxy = new LossyProxy(port);
    proxies.add(proxy);
    return JdbcUsageStore.open(
        UsageFigureTests.settings(url.replace(":" + port, ":" + proxy.port())),
        connection -> clock.instant());
  }

  @Override
  protected boolean usesClock() {
    return true;
  }

  @Override
  protected boolean interrupt() {
    closeProxies();
    return true;
  }

  @AfterEach
  void closeProxies() {
    proxies.forEach(LossyProxy::close);
  }
}
