package org.nexusauth.faults.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Engine;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.limit.LimitAudit.Served;
import org.nexusauth.limit.plan.LimitPolicy;

/** Many nodes, many keys, and the contract's limits for some minutes. */
@Tag("deep")
@Timeout(900)
final class SharedLimitScaleIT {
  @TempDir Path folder;

  /** Three times what the limit allows, in even parts. */
  @ParameterizedTest
  @CsvSource({"POSTGRESQL,8", "REDIS,8", "POSTGRESQL,20", "REDIS,20"})
  void manyNodes_underLoad_neverExceedALimit(Engines kind, int nodes) throws Exception {
    LimitPolicy policy = LimitPolicy.parse("60/PT6S");
    int keys = 20;
    try (Engine engine = kind.start(folder);
        LimitCluster cluster = start(engine, policy, nodes, keys)) {
      int rate = 30 * 60 * keys / nodes;
      long start = System.currentTimeMillis();
      cluster.startEverywhere(new LimitLoad(0, keys, rate, rate, 30_000));
      cluster.awaitDone();

      Results.add("limits", kind + "\t" + nodes + " nodes");
      requireWithin(kind, cluster, policy, keys, start);
    }
  }

  /** Each node sends one request with each key; all together one more than the limit. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "REDIS"})
  void hundredThousandKeys_atOnce_stayWithinTheirLimits(Engines kind) throws Exception {
    LimitPolicy policy = LimitPolicy.parse("2/PT10M");
    int keys = 100_000;
    try (Engine engine = kind.start(folder);
        LimitCluster cluster = start(engine, policy, 3, keys)) {
      cluster.startEverywhere(new LimitLoad(0, keys, keys, keys, 60_000));
      cluster.awaitDone();

      List<LimitAudit> audits = cluster.audit(policy, IntStream.range(0, keys));
      long full = audits.stream().filter(one -> one.maxPassed() == 2).count();
      Results.add("limits", kind + "\t" + keys + " keys\t" + full + " had their 2 requests");
      assertThat(audits).noneMatch(one -> one.maxPassed() > 2);
      assertThat(full).isGreaterThanOrEqualTo(keys * 95L / 100);
    }
  }

  /** The contract's limits, at a third more than they allow in a minute. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "REDIS"})
  @Execution(ExecutionMode.CONCURRENT)
  void contractLimits_forMinutes_areUsedAndNeverExceeded(Engines kind) throws Exception {
    LimitPolicy policy = LimitPolicy.parse("60/minute");
    int keys = 30;
    try (Engine engine = kind.start(folder);
        LimitCluster cluster = start(engine, policy, 3, keys)) {
      long start = System.currentTimeMillis();
      cluster.startEverywhere(new LimitLoad(0, keys, 27 * keys, 27 * keys, 200_000));
      cluster.awaitDone();

      assertThat(requireWithin(kind, cluster, policy, keys, start).share())
          .isGreaterThanOrEqualTo(0.95);
    }
  }

  private LimitCluster start(Engine engine, LimitPolicy policy, int nodes, int keys)
      throws Exception {
    return LimitCluster.start(
        nodes, engine.create(), "tried=" + policy, Collections.nCopies(keys + 1, "tried"), folder);
  }

  /** A node that is cut off from the store counts by itself, which may exceed a limit once. */
  private static long maxPasses(LimitPolicy policy, long outages) {
    if (outages == 0) {
      return policy.quota();
    }
    return 2L * policy.quota() - 1;
  }

  private static Served requireWithin(
      Engines kind, LimitCluster cluster, LimitPolicy policy, int keys, long start)
      throws Exception {
    long end = System.currentTimeMillis();
    List<LimitAudit> audits = cluster.audit(policy, IntStream.range(0, keys));
    long most = audits.stream().mapToLong(LimitAudit::maxPassed).max().orElseThrow();
    long outages = cluster.countOutages();
    Results.add(
        "limits",
        "%s\tat most %s of %s, %s outages of a node".formatted(kind, most, policy, outages));
    assertThat(most).as("%s", audits).isLessThanOrEqualTo(maxPasses(policy, outages));
    Served served =
        audits.stream()
            .map(one -> one.servedBetween(start, end))
            .reduce(new Served(0, 0), Served::plus);
    List<LoggedDecision> all =
        cluster.decisions().entrySet().stream()
            .filter(one -> one.getKey() < keys)
            .flatMap(one -> one.getValue().stream())
            .toList();
    long waited = all.stream().filter(LoggedDecision::waited).count();
    Results.add(
        "limits",
        "%s\t%s\t%s\t%s requests, %s waited".formatted(kind, policy, served, all.size(), waited));
    return served;
  }
}
