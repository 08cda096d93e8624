package org.nexusauth.limit.lease;

import org.jspecify.annotations.Nullable;

/**
 * What a node knows of the store that it shares limits by: whether it answers, its clock, and how
 * many nodes there are. Times are milliseconds of the node's clock, which never goes back. Written
 * by the thread that calls the store, read by all.
 */
final class StoreHealth {
  /** After so long without an answer a request does not wait any longer. */
  static final long TIMEOUT = 250;

  /** A store that is slow, and not down, is expected back for so long. */
  static final long GRACE = 3_000;

  /**
   * After an outage nodes count by themselves for so long still, while each has the store debited
   * for what it let pass.
   */
  static final long SETTLING = 2_000;

  private static final long NONE = Long.MIN_VALUE;

  private volatile long storeOffset;
  private volatile int nodes = 1;
  private volatile @Nullable String generation;
  private volatile long callStartedAt = NONE;
  private volatile long failingSince = NONE;
  private volatile boolean down;
  private volatile long settledAt = NONE;
  private volatile long outageBeganAt = NONE;

  /** How requests without a token are treated. */
  enum Mode {
    /** They wait for the store. */
    SHARED,
    /** They are denied for a moment: the store is slow, and may be back at once. */
    HOLDING,
    /** They are counted by this node alone. */
    LOCAL
  }

  Mode mode(long now) {
    long since = failingSince(now);
    if (since == NONE) {
      return now < settledAt ? Mode.LOCAL : Mode.SHARED;
    }
    return isOutage(since, now) ? Mode.LOCAL : Mode.HOLDING;
  }

  private boolean isOutage(long since, long now) {
    return down || now < settledAt || now - since >= GRACE;
  }

  /** A call that has not returned in time counts as failing before it fails. */
  private long failingSince(long now) {
    long failing = failingSince;
    long started = callStartedAt;
    if (failing == NONE && started != NONE && now - started > TIMEOUT) {
      return started + TIMEOUT;
    }
    return failing;
  }

  /** Returns whether the last call failed. */
  boolean isFailing() {
    return failingSince != NONE;
  }

  void callStarted(long now) {
    callStartedAt = now;
  }

  /** Notes an answer; returns whether it is the first one after a failure. */
  boolean callSucceeded(long now) {
    long since = failingSince(now);
    boolean wasFailing = since != NONE;
    // Another node may have seen the outage for longer, and have counted by itself.
    if (wasFailing && (isOutage(since, now) || now - since >= GRACE / 2)) {
      settle(now, since);
    }
    failingSince = NONE;
    callStartedAt = NONE;
    down = false;
    return wasFailing;
  }

  /**
   * Notes a failure; returns whether it is the first one.
   *
   * @param startedAt when the call began: one that fails at once was refused
   */
  boolean callFailed(long startedAt, long now) {
    boolean first = failingSince == NONE;
    if (first) {
      failingSince = startedAt;
      if (now >= settledAt) {
        outageBeganAt = startedAt;
      }
    }
    if (now - startedAt < TIMEOUT / 2) {
      down = true;
    }
    callStartedAt = NONE;
    return first;
  }

  /**
   * Notes which counters answered.
   *
   * @return whether they are others than before: the store has lost what was debited
   */
  boolean countersChanged(String current, long now) {
    String former = generation;
    generation = current;
    if (former == null || former.equals(current)) {
      return false;
    }
    settle(now, now);
    return true;
  }

  private void settle(long now, long since) {
    settledAt = now + SETTLING;
    if (outageBeganAt == NONE || outageBeganAt < since - SETTLING) {
      outageBeganAt = since;
    }
  }

  /** Returns when the last outage began, by the store's clock. */
  long outageBeganAtStore() {
    long began = outageBeganAt;
    return began == NONE ? Long.MAX_VALUE : began + storeOffset;
  }

  /** Returns the time of the store in milliseconds since 1970, as far as it is known. */
  long storeMillis(long now) {
    return now + storeOffset;
  }

  void setStoreTime(long storeMillis, long now) {
    storeOffset = storeMillis - now;
  }

  int nodes() {
    return nodes;
  }

  void setNodes(int value) {
    nodes = Math.max(1, value);
  }
}
