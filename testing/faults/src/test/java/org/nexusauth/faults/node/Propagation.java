package org.nexusauth.faults.node;

import java.time.Duration;
import java.util.List;

/**
 * How long each of many revocations took to be in force at every other node.
 *
 * @param sorted the shortest first, each from when the revocation was sent to the first refusal
 */
record Propagation(List<Duration> sorted) {

  Propagation {
    sorted = sorted.stream().sorted().toList();
  }

  /** Returns the time that this part of them took at most. */
  Duration at(double part) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (part * sorted.size())));
  }

  Duration max() {
    return sorted.get(sorted.size() - 1);
  }

  @Override
  public String toString() {
    return "%s revocations: p50 %s ms, p99 %s ms, max %s ms"
        .formatted(sorted.size(), at(0.5).toMillis(), at(0.99).toMillis(), max().toMillis());
  }
}
