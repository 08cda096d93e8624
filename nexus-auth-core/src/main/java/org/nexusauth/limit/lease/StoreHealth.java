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
  static final long GRACE = 6_000;

  /**
   * After an outage nodes count by themselves for so long still, while each has the store debited
   * for what it let pass.
   */
  static final long SETTLING = 2_000;

  /** So many calls that fail immediately: one may be a connection that broke. */
  private static final int REFUSALS = 2;

  /** So many calls that fail within {@link #GRACE}: one may be a process that was stopped. */
  private static final int FAILURES = 3;

  /** Fewer nodes than before are believed after so long. */
  static final long FEWER_NODES = 3_000;

  /** What nobody saw for so long may have ended and begun again. */
  private static final long MAX_UNOBSERVED = 1_000;

  private static final long NONE = Long.MIN_VALUE;

  private volatile long storeOffset;
  private volatile int nodes = 1;
  private volatile @Nullable String generation;
  private volatile long callStartedAt = NONE;
  private volatile long failingSince = NONE;
  private volatile long settledAt = NONE;

  /** Whether nodes count by themselves until the store answers; set by any thread. */
  private volatile boolean down;

  /** Since when the store is seen to fail, and when it was seen last; set by any thread. */
  private volatile long observedSince = NONE;

  private volatile long observedAt = LeaseRules.NEVER;

  // Of the thread that calls the store.
  private long fewerSince = NONE;
  private int failures;
  private int refusals;

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
    if (since != NONE) {
      observeFailure(now);
    }
    if (down || now < settledAt) {
      return Mode.LOCAL;
    }
    return since == NONE || now - since < TIMEOUT ? Mode.SHARED : Mode.HOLDING;
  }

  /**
   * Notes that the store fails at a time. It is down when it was seen to fail for long: that a call
   * began long ago does not say so, as this process may have been stopped in between.
   */
  private void observeFailure(long now) {
    if (now - observedAt > MAX_UNOBSERVED) {
      observedSince = now;
    }
    observedAt = now;
    if (now - observedSince >= GRACE - TIMEOUT) {
      down = true;
    }
  }

  /** A call that has not returned in time counts as failing before it fails. */
  private long failingSince(long now) {
    long failing = failingSince;
    if (failing != NONE) {
      return failing;
    }
    long started = callStartedAt;
    if (started != NONE && now - started >= TIMEOUT) {
      return started;
    }
    return NONE;
  }

  /** Returns whether the last call failed. */
  boolean isFailing() {
    return failingSince != NONE;
  }

  /**
   * Returns whether nodes count by themselves although no call has failed: one has taken too long,
   * and is under way.
   */
  boolean isDownWithoutFailure() {
    return down && failingSince == NONE;
  }

  void callStarted(long now) {
    callStartedAt = now;
  }

  /** Notes an answer; returns whether it is the first one after a failure. */
  boolean callSucceeded(long now) {
    boolean wasFailing = failingSince != NONE;
    failingSince = NONE;
    callStartedAt = NONE;
    observedAt = LeaseRules.NEVER;
    failures = 0;
    refusals = 0;
    if (down || (wasFailing && now < settledAt)) {
      settledAt = now + SETTLING;
      down = false;
    }
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
    }
    failures++;
    fewerSince = NONE;
    if (now - startedAt < TIMEOUT / 2) {
      refusals++;
    }
    if (refusals >= REFUSALS || (failures >= FAILURES && now - failingSince >= GRACE)) {
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
    settledAt = now + SETTLING;
    return true;
  }

  /** Returns the time of the store in milliseconds since 1970, as far as it is known. */
  long storeMillis(long now) {
    return now + storeOffset;
  }

  /**
   * Sets the time of the store, which it told between two times of the node: in the middle of a
   * fast call; at any time of a slow one, so that what was known before is corrected only as far as
   * it must be.
   */
  void setStoreTime(long storeMillis, long sentAt, long now) {
    if (now - sentAt < TIMEOUT) {
      storeOffset = storeMillis - sentAt - (now - sentAt) / 2;
    } else {
      storeOffset = Math.max(storeMillis - now, Math.min(storeOffset, storeMillis - sentAt));
    }
  }

  int nodes() {
    return nodes;
  }

  /**
   * Sets how many nodes the store knows of. Fewer are believed when they stay fewer: a store that
   * was away, or begins anew, does not know all of them yet.
   */
  void setNodes(int value, long now) {
    if (value >= nodes) {
      nodes = value;
      fewerSince = NONE;
    } else if (fewerSince == NONE) {
      fewerSince = now;
    } else if (now - fewerSince >= FEWER_NODES) {
      nodes = Math.max(1, value);
      fewerSince = NONE;
    }
  }
}
