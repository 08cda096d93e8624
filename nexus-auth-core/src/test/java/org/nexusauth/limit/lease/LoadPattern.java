package org.nexusauth.limit.lease;

import java.util.Random;

/** How requests come. */
enum LoadPattern {
  /** Evenly, at all nodes. */
  STEADY,
  /** Three times the quota within a second, now and then, at all nodes. */
  BURSTS,
  /** More and more. */
  RAMP,
  /** Nine of ten at one node. */
  HOT_NODE,
  /** At all nodes in the same millisecond. */
  SYNCHRONOUS,
  /** At one node, and a few seconds later at another one. */
  ALTERNATING,
  /** Around the ends of windows. */
  EDGES,
  /** From shortly before the end of the longest window until two seconds after it. */
  LATE;

  /** A request: when, in microseconds, and at which node. */
  record Arrival(long at, int node) {}

  /** Returns when the i-th of n requests comes within a time in which a window ends halfway. */
  Arrival draw(int i, int n, long horizon, int nodes, Random random) {
    double at = (i + random.nextDouble()) / n;
    int node = random.nextInt(nodes);
    switch (this) {
      case BURSTS -> at = (Math.floor(at * 5) + 0.2) / 5 + random.nextDouble() * 1e6 / horizon;
      case RAMP -> at = Math.sqrt(at);
      case HOT_NODE -> node = random.nextInt(10) == 0 ? node : 0;
      case SYNCHRONOUS -> {
        at = Math.floor(at * 20) / 20;
        node = i % nodes;
      }
      case ALTERNATING -> node = (int) (at * horizon / 4e6) % nodes;
      case EDGES -> at = edge(at, horizon, random);
      case LATE -> at = 0.5 + (2.4e6 * at - 4e5) / horizon;
      default -> {}
    }
    return new Arrival((long) (at * horizon), node);
  }

  /** Half of them within 400 ms of one of the ends. */
  private static double edge(double at, long horizon, Random random) {
    if (random.nextBoolean()) {
      return at;
    }
    double around = random.nextGaussian() * 1.5e5 / horizon;
    return Math.min(0.999, Math.max(0, (at < 0.34 ? 0.25 : at < 0.67 ? 0.5 : 0.75) + around));
  }
}
