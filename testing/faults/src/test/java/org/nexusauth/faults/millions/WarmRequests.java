package org.nexusauth.faults.millions;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.testkit.TestKey;

/** Requests of good keys that a node has seen before. */
final class WarmRequests {
  private static final int ROUNDS = 400;

  private final List<GateRequest> requests;

  WarmRequests(Stream<TestKey> keys) {
    requests =
        keys.map(
                key -> new GateRequest(List.of(key.text()), "GET", "/api", "127.0.0.1", "r1", null))
            .toList();
  }

  /**
   * Returns what a decision takes at each of two nodes that take turns, in nanoseconds, the median
   * of all turns.
   */
  double[] nanos(ApiKeyGate one, ApiKeyGate other) {
    double[][] found = new double[2][ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) { // The first half warms up.
      int kept = Math.max(round, 0);
      found[0][kept] = nanos(one);
      found[1][kept] = nanos(other);
    }
    return Arrays.stream(found).mapToDouble(WarmRequests::median).toArray();
  }

  private double nanos(ApiKeyGate gate) {
    long start = System.nanoTime();
    for (GateRequest request : requests) {
      if (!(gate.decide(request, Requirement.NONE) instanceof Decision.Granted)) {
        throw new IllegalStateException("a good key was refused");
      }
    }
    return (System.nanoTime() - start) / (double) requests.size();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
