package org.nexusauth.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nexusauth.TestClock;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What leases hold of the memory while a million keys come once in a minute. */
@Tag("deep")
class LeaseMemoryTest {
  private static final LimitPlan PLAN = LimitPlan.parse("default", "60/minute,1000/hour");
  private static final int KEYS = 1_000_000;

  private long now = TestClock.second() * 1000;
  private final SimulatedStore store = new SimulatedStore(() -> now);
  private final StoreHealth health = new StoreHealth();
  private final LeaseTable table = new LeaseTable();
  private final LeaseExchange exchange = new LeaseExchange("node", "memory", health, table);
  private final LeaseNode node =
      new LeaseNode(new LeaseRules(false, OnUnavailable.LOCAL), health, exchange::giveBack);

  @Test
  void aMillionKeys_onceInAMinute_holdLessThan100Mb() {
    request(-1);
    long before = usedMemory();
    long most = 0;
    for (int i = 0; i < KEYS; i++) {
      request(i);
      if (i % 333 == 0) {
        now += 20;
        run();
      }
      if (i % 200_000 == 199_999) {
        store.loseCountersOnly();
        most = Math.max(most, usedMemory() - before);
      }
    }
    System.out.printf("%,d bytes for %,d leases%n", most, table.size());

    assertThat(most).isLessThan(100_000_000);
    for (int i = 0; i < 2_000; i++) {
      now += 50;
      run();
    }
    assertThat(table.size()).isLessThanOrEqualTo(50_000);
  }

  private void request(long number) {
    SubjectId key =
        new SubjectId(Subject.Kind.KEY, number * 0x9E3779B97F4A7C15L, number * 0xC2B2AE3D27D4EB4FL);
    KeyLease lease = table.leaseOf(new LeaseId(key, PLAN), node);
    lease.noteRequest(now);
    lease.startWaiting();
    lease.trySpend(now);
    exchange.exchange(lease);
    run();
    Limits limits = lease.trySpend(now);
    if (limits == null || limits.isExceeded()) {
      throw new AssertionError("no token for key " + number);
    }
    lease.stopWaiting();
  }

  private void run() {
    StoreCall call = exchange.nextCall(now);
    while (call != null) {
      call.perform(store);
      exchange.noteSuccess(call, now);
      call = exchange.nextCall(now);
    }
  }

  private static long usedMemory() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
