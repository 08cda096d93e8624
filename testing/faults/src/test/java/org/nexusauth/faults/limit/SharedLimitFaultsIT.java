package org.nexusauth.faults.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.engine.KillableEngine;
import org.nexusauth.limit.plan.LimitPolicy;

/** Three nodes share limits while nodes and the store are stopped, killed and emptied. */
@Timeout(180)
final class SharedLimitFaultsIT {
  private static final LimitPolicy MINUTE = LimitPolicy.parse("60/PT6S");
  private static final int KEYS = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "REDIS"})
  void threeNodes_throughFaults_neverExceedALimit(Engines kind) throws Exception {
    List<String> plans = Collections.nCopies(KEYS + 1, "minute");
    try (KillableEngine engine = (KillableEngine) kind.start(folder);
        LimitCluster cluster =
            LimitCluster.start(3, engine.create(), "minute=60/PT6S", plans, folder)) {
      cluster.startEverywhere(new LimitLoad(0, KEYS, 6_000, 6_000, 34_000));
      long start = System.currentTimeMillis();
      stopNode(cluster, start + 2_000);
      // The node has tokens in hand, and takes them with it.
      SharedLimitIT.awaitTime(start + 5_500);
      cluster.node(2).kill();
      stopStore(engine, edgeAfter(cluster, start + 8_000));
      // The windows in which the killed node let requests pass, of which no node knows, are over.
      SharedLimitIT.awaitTime(start + 16_500);
      engine.emptyLimits();
      SharedLimitIT.awaitTime(start + 24_000);
      long killedAt = System.currentTimeMillis();
      engine.kill();
      SharedLimitIT.awaitTime(killedAt + 2_000);
      engine.restart();
      cluster.awaitDone();

      List<LimitAudit> audits = cluster.audit(MINUTE, IntStream.range(0, KEYS));
      for (LimitAudit audit : audits) {
        Results.add("limits", kind + "\tfaults\t" + audit + "\t" + audit.passedAround(killedAt));
      }
      assertThat(audits).allMatch(one -> one.maxPassedBesides(killedAt) <= MINUTE.quota());
      assertThat(audits).allMatch(one -> one.passedAround(killedAt) < 2L * MINUTE.quota());
    }
  }

  private static void stopNode(LimitCluster cluster, long at) {
    SharedLimitIT.awaitTime(at);
    cluster.node(1).pause();
    SharedLimitIT.awaitTime(at + 2_000);
    cluster.node(1).resume();
  }

  private static long edgeAfter(LimitCluster cluster, long millis) {
    return LimitAudit.endOfWindow(MINUTE, cluster.keyHash(0), millis);
  }

  private static void stopStore(KillableEngine engine, long edge) {
    SharedLimitIT.awaitTime(edge - 1_000);
    engine.pause();
    SharedLimitIT.awaitTime(edge + 1_000);
    engine.resume();
  }
}
