package org.nexusauth.faults.limit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nexusauth.limit.plan.LimitPolicy;

/** What the logs of all nodes say about one limit of one key, window by window. */
final class LimitAudit {
  private final LimitPolicy policy;
  private final long keyHash;
  private final Map<Long, Long> asked;
  private final SortedMap<Long, Long> passed = new TreeMap<>();

  private LimitAudit(LimitPolicy policy, long keyHash, List<LoggedDecision> decisions) {
    this.policy = policy;
    this.keyHash = keyHash;
    this.asked =
        decisions.stream()
            .collect(Collectors.groupingBy(one -> windowAt(one.endedAt()), Collectors.counting()));
    decisions.stream()
        .filter(LoggedDecision::hasPassed)
        .sorted(Comparator.comparingLong(this::lastWindowOf).thenComparing(this::windowsOf))
        .forEach(this::count);
  }

  /** Counts the decisions about a key. */
  static LimitAudit of(LimitPolicy policy, long keyHash, List<LoggedDecision> decisions) {
    return new LimitAudit(policy, keyHash, decisions);
  }

  private long windowAt(long millis) {
    return policy.windowAt(Math.floorDiv(millis, 1000), keyHash);
  }

  private long lastWindowOf(LoggedDecision decision) {
    return windowAt(decision.endedAt());
  }

  private long windowsOf(LoggedDecision decision) {
    return windowAt(decision.endedAt()) - windowAt(decision.startedAt());
  }

  /** A request that was decided about an edge counts for the window that has room. */
  private void count(LoggedDecision decision) {
    long window = windowAt(decision.startedAt());
    long last = windowAt(decision.endedAt());
    while (window < last && passed.getOrDefault(window, 0L) >= policy.quota()) {
      window++;
    }
    passed.merge(window, 1L, Long::sum);
  }

  /** Returns how many requests passed in the window with the most. */
  long maxPassed() {
    return passed.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Returns what passed in the windows that began before a time and ended after it. */
  long passedAround(long millis) {
    return passed.getOrDefault(windowAt(millis), 0L);
  }

  /** Returns how many requests passed in the window with the most, one window left out. */
  long maxPassedBesides(long millis) {
    long left = windowAt(millis);
    return passed.entrySet().stream()
        .filter(one -> one.getKey() != left)
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** Returns what passed, and what a counter without nodes lets pass, in whole windows. */
  Served servedBetween(long start, long end) {
    Served sum = new Served(0, 0);
    for (long window = windowAt(start) + 1; window < windowAt(end); window++) {
      long allowed = Math.min(policy.quota(), asked.getOrDefault(window, 0L));
      long served = Math.min(policy.quota(), passed.getOrDefault(window, 0L));
      sum = sum.plus(new Served(served, allowed));
    }
    return sum;
  }

  /** Returns when the window ends that a time is in. */
  static long endOfWindow(LimitPolicy policy, long keyHash, long millis) {
    return policy.endOf(policy.windowAt(Math.floorDiv(millis, 1000), keyHash), keyHash) * 1000;
  }

  /**
   * How much of a limit is used.
   *
   * @param passed how many requests passed
   * @param allowed how many of those that were sent the limit allowed
   */
  record Served(long passed, long allowed) {
    Served plus(Served other) {
      return new Served(passed + other.passed, allowed + other.allowed);
    }

    double share() {
      return passed / (double) allowed;
    }
  }

  @Override
  public String toString() {
    return policy + " " + passed;
  }
}
