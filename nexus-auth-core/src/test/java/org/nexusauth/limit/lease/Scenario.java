package org.nexusauth.limit.lease;

import java.util.Set;
import org.nexusauth.limit.plan.LimitPlan;

/**
 * What a simulation is about; the seed decides the rest.
 *
 * @param policies the key's plan
 * @param nodes how many nodes there are
 * @param load how requests come
 * @param disturbances what goes wrong
 */
record Scenario(
    long seed, String policies, int nodes, LoadPattern load, Set<Disturbance> disturbances) {

  /** What goes wrong. */
  enum Disturbance {
    /** Calls or their answers are lost, or come after the time-out. */
    LOSS,
    /** Nodes' clocks are minutes off, and faster or slower. */
    CLOCKS,
    /** Nodes die, and others take their place. */
    KILLS,
    /** Nodes are stopped for some seconds. */
    STOPS,
    /** The store answers nothing for two seconds around the end of a window. */
    PAUSE,
    /** Another plan holds from some time on. */
    PLAN_CHANGE,
    /** All connections to the store are refused for a time. */
    OUTAGE,
    /** The store does not answer for longer than nodes wait for it. */
    HANG,
    /** One node does not reach the store, which the others use. */
    PARTITION,
    /** The store begins anew with empty counters. */
    EMPTIED
  }

  LimitPlan plan() {
    return LimitPlan.parse("p", policies);
  }

  boolean has(Disturbance one) {
    return disturbances.contains(one);
  }

  /** Returns whether every window's limit holds without exception. */
  boolean isStrict() {
    return !has(Disturbance.OUTAGE)
        && !has(Disturbance.HANG)
        && !has(Disturbance.PARTITION)
        && !has(Disturbance.EMPTIED);
  }
}
