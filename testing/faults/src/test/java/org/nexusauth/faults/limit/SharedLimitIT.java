package org.nexusauth.faults.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Engine;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.limit.LimitAudit.Served;
import org.nexusauth.limit.plan.LimitPolicy;

/**
 * Three nodes in processes of their own, of which two have a clock that is 5 minutes off, share
 * limits: no window of a key has more passes than its limit, and little of a limit stays unused.
 * The contract's limits stand here with windows that are shorter by ten and by 180.
 */
@Timeout(180)
final class SharedLimitIT {
  /**
   * What must be served, and without waiting, where other processes hold the nodes up; the shares
   * of a quiet machine are in the results, and the simulator of the core asserts them.
   */
  private static final double ON_A_BUSY_MACHINE = 0.5;

  private static final LimitPolicy MINUTE = LimitPolicy.parse("60/PT6S");
  private static final LimitPolicy HOUR = LimitPolicy.parse("1000/PT20S");
  private static final LimitPolicy SECOND_OF_BOTH = LimitPolicy.parse("150/PT20S");
  private static final String PLANS = "minute=60/PT6S,hour=1000/PT20S,both=60/PT6S+150/PT20S";

  private static final int WITHIN_MINUTE = 0;
  private static final int WITHIN_HOUR = 1;
  private static final int STEADY = 2;
  private static final int BURSTS = 3;
  private static final int RAMP = 4;
  private static final int HOT = 5;
  private static final int BOTH = 6;
  private static final int FIRST_COLD = 7;
  private static final int KEYS = 200;
  private static final int MILLIS = 14_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "REDIS"})
  void threeNodes_underLoad_useEachLimitAndNeverExceedIt(Engines kind) throws Exception {
    List<String> plans = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      plans.add("minute");
    }
    plans.set(WITHIN_HOUR, "hour");
    plans.set(BOTH, "both");
    try (Engine engine = kind.start(folder);
        LimitCluster cluster = LimitCluster.start(3, engine.create(), PLANS, plans, folder)) {
      long start = System.currentTimeMillis();
      startLoads(cluster);
      sendBursts(cluster, start);
      cluster.awaitDone();

      assertThat(cluster.decisions().values().stream().flatMap(List::stream))
          .noneMatch(one -> one.outcome() == LoggedDecision.Outcome.OTHER);
      assertNothingExceeds(cluster);
      assertServed(kind, cluster, start);
      assertWithoutWaiting(kind, cluster, WITHIN_MINUTE, ON_A_BUSY_MACHINE);
      assertWithoutWaiting(kind, cluster, WITHIN_HOUR, ON_A_BUSY_MACHINE);
    }
  }

  private static void startLoads(LimitCluster cluster) throws IOException {
    cluster.startEverywhere(LimitLoad.steady(WITHIN_MINUTE, 3, MILLIS));
    cluster.startEverywhere(LimitLoad.steady(WITHIN_HOUR, 15, MILLIS));
    cluster.startEverywhere(LimitLoad.steady(STEADY, 10, MILLIS));
    cluster.startEverywhere(LimitLoad.steady(BOTH, 10, MILLIS));
    cluster.startEverywhere(new LimitLoad(RAMP, 1, 0, 1_800, MILLIS));
    cluster.node(0).startLoad(LimitLoad.steady(HOT, 40, MILLIS));
    cluster.node(1).startLoad(new LimitLoad(HOT, 1, 30, 30, MILLIS));
    cluster.node(2).startLoad(new LimitLoad(HOT, 1, 30, 30, MILLIS));
    cluster.startEverywhere(new LimitLoad(FIRST_COLD, KEYS - FIRST_COLD - 1, 1_200, 1_200, MILLIS));
  }

  /** A hundred requests at each node within 50 ms, each second. */
  private static void sendBursts(LimitCluster cluster, long start) throws IOException {
    for (long at = start; at < start + MILLIS; at += 1_000) {
      awaitTime(at);
      cluster.startEverywhere(LimitLoad.steady(BURSTS, 2_000, 50));
    }
  }

  static void awaitTime(long millis) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> System.currentTimeMillis() >= millis);
  }

  private static void assertNothingExceeds(LimitCluster cluster) throws IOException {
    for (int key : List.of(WITHIN_MINUTE, STEADY, BURSTS, RAMP, HOT, BOTH)) {
      assertWithin(MINUTE, cluster, key);
    }
    assertWithin(HOUR, cluster, WITHIN_HOUR);
    assertWithin(SECOND_OF_BOTH, cluster, BOTH);
    assertThat(cluster.audit(MINUTE, IntStream.range(FIRST_COLD, KEYS)))
        .allMatch(one -> one.maxPassed() <= MINUTE.quota());
  }

  private static void assertWithin(LimitPolicy policy, LimitCluster cluster, int key)
      throws IOException {
    assertThat(cluster.audit(policy, IntStream.of(key)))
        .as("key %s", key)
        .allMatch(one -> one.maxPassed() <= policy.quota());
  }

  private static void assertServed(Engines kind, LimitCluster cluster, long start)
      throws IOException {
    Served all = new Served(0, 0);
    for (int key : List.of(WITHIN_MINUTE, STEADY, BURSTS, RAMP, HOT)) {
      LimitAudit audit = cluster.audit(MINUTE, IntStream.of(key)).get(0);
      Served served = audit.servedBetween(start, start + MILLIS);
      Results.add("limits", "%s\tkey %s\t%s\t%s".formatted(kind, key, served, audit));
      all = all.plus(served);
    }
    assertThat(all.share()).as("%s", all).isGreaterThanOrEqualTo(ON_A_BUSY_MACHINE);
  }

  private static void assertWithoutWaiting(
      Engines kind, LimitCluster cluster, int key, double atLeast) throws IOException {
    List<LoggedDecision> decisions = cluster.decisions().get(key);
    long waited = decisions.stream().filter(LoggedDecision::waited).count();
    long passed = decisions.stream().filter(LoggedDecision::hasPassed).count();
    Results.add(
        "limits",
        "%s\tkey %s\t%s requests, %s passed, %s waited"
            .formatted(kind, key, decisions.size(), passed, waited));
    assertThat(1 - waited / (double) decisions.size()).isGreaterThanOrEqualTo(atLeast);
  }
}
