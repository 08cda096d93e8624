package org.nexusauth.faults.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.faults.engine.Postgres;
import org.nexusauth.faults.proxy.Faults;
import org.nexusauth.faults.proxy.Proxy;
import org.nexusauth.faults.proxy.Vanishing;

/**
 * A node that loses its power while it revokes: the engine holds the lock for it. Of PostgreSQL
 * alone, since H2 learns of it from the connection alone.
 */
final class VanishedNodeIT {
  /** The second one is that of the lock. */
  private static final int ANSWERS = 1;

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void node_thatVanishesWithTheLock_keepsNobodyFromRevoking() throws Exception {
    try (Site site = Site.at(Postgres.start(folder));
        Proxy proxy = Proxy.before(site.port());
        OutageNode node = site.start(proxy.port())) {
      node.revoke(OutageNode.key());
      Vanishing fault = new Vanishing(ANSWERS);
      proxy.set(fault);
      Call.of(node, OutageNode.key());
      fault.await();

      Call other = Call.of(site.node(), OutageNode.key());

      assertThat(other.took().get(20, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(5));
      assertThat(other.result()).isCompleted().isNotCompletedExceptionally();
      proxy.set(Faults.RESET);
    }
  }
}
