package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.plan.LimitPolicy;

/** Counts what passed in each window, by the store's time. */
final class PassRecorder {
  private static final int TRACE = 400;

  private final LongSupplier storeMillis;
  private final boolean tracing;
  private final Map<Window, Count> counts = new TreeMap<>();
  private final List<String> trace = new ArrayList<>();
  private long requests;
  private long waits;
  private long unknown;

  /** A window of a policy. */
  record Window(int seconds, long index) implements Comparable<Window> {
    @Override
    public int compareTo(Window other) {
      if (seconds != other.seconds) {
        return Integer.compare(seconds, other.seconds);
      }
      return Long.compare(index, other.index);
    }
  }

  /** What came and what passed in a window. */
  static final class Count {
    long demanded;
    long passed;

    /** Of those that passed, the ones with a token of the store. */
    long granted;

    /**
     * The ones that nodes counted by themselves, by node and plan, in the window that it was by the
     * node's estimate of the store's clock.
     */
    final Map<String, Long> local = new TreeMap<>();

    /** The fewest nodes that such a node knew of. */
    int nodesSeen = Integer.MAX_VALUE;

    long localSum() {
      return local.values().stream().mapToLong(Long::longValue).sum();
    }

    long localOfOneNode() {
      return local.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  PassRecorder(LongSupplier storeMillis, boolean tracing) {
    this.storeMillis = storeMillis;
    this.tracing = tracing;
  }

  void noteRequest(boolean waits) {
    requests++;
    if (waits) {
      this.waits++;
    }
  }

  void noteResult(SimulatedNode node, LeaseId id, Limits limits, boolean byToken) {
    boolean passed = !limits.isExceeded();
    for (LimitPolicy policy : id.plan().policies()) {
      Count count = countOf(id, policy, storeMillis.getAsLong());
      count.demanded++;
      if (passed) {
        count.passed++;
      }
      if (passed && byToken) {
        count.granted++;
      }
      if (passed && !byToken) {
        Count local = countOf(id, policy, node.health.storeMillis(node.millis()));
        local.local.merge(node.name + id.plan().name(), 1L, Long::sum);
        local.nodesSeen = Math.min(local.nodesSeen, node.health.nodes());
      }
    }
    if (limits.isUnknown()) {
      unknown++;
    }
    if (tracing) {
      trace(
          "%s %s %s %s exceeded %s"
              .formatted(
                  node.name,
                  node.health.mode(node.millis()),
                  byToken ? "token" : "no token",
                  limits,
                  limits.exceededPolicies()));
    }
  }

  private Count countOf(LeaseId id, LimitPolicy policy, long millis) {
    long index = policy.windowAt(Math.floorDiv(millis, 1000L), id.key().high());
    return counts.computeIfAbsent(new Window(policy.windowSeconds(), index), any -> new Count());
  }

  void trace(String line) {
    if (tracing) {
      trace.add(storeMillis.getAsLong() + " " + line);
    }
  }

  List<String> lastTrace() {
    return trace.subList(Math.max(0, trace.size() - TRACE), trace.size());
  }

  Map<Window, Count> counts() {
    return counts;
  }

  boolean hasCountedLocally() {
    return counts.values().stream().anyMatch(count -> count.localSum() > 0);
  }

  double shareWithoutWait() {
    return 1 - (double) waits / requests;
  }

  long requests() {
    return requests;
  }

  long unknown() {
    return unknown;
  }
}
