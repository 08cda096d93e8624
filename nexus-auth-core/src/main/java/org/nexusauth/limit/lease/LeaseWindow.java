package org.nexusauth.limit.lease;

import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant.DebitedWindow;

/**
 * The window of one policy of a key as a node knows it. Guarded by the lock of its {@link
 * KeyLease}.
 */
final class LeaseWindow {
  private final LimitPolicy policy;
  private long index = Long.MIN_VALUE;

  /** When the window ends, in milliseconds of the store's clock. */
  private long end = Long.MIN_VALUE;

  /** What was debited at the store when it last answered. */
  private long used;

  /** Whether the store has answered in this window. */
  private boolean known;

  /** Until when, by the node's clock, the store has nothing left. */
  private long exhaustedUntil = Long.MIN_VALUE;

  /** What this node spent and the store has debited, and what it spent without the store. */
  private int spent;

  private int unreported;

  /** The window of what was reported last. */
  private long reportedIndex;

  LeaseWindow(LimitPolicy policy) {
    this.policy = policy;
  }

  /** Moves to the window that the store's clock is in; never back. */
  void moveTo(long storeMillis, long keyHash) {
    if (storeMillis >= end) {
      long current = policy.windowAt(Math.floorDiv(storeMillis, 1000L), keyHash);
      if (current > index) {
        begin(current, keyHash);
      }
    }
  }

  private void begin(long current, long keyHash) {
    index = current;
    end = policy.endOf(current, keyHash) * 1000;
    used = 0;
    known = false;
    exhaustedUntil = Long.MIN_VALUE;
    spent = 0;
    unreported = 0;
  }

  /** Takes what the store says, also when its clock was set back. */
  void accept(DebitedWindow debited, long keyHash) {
    if (debited.index() != index) {
      begin(debited.index(), keyHash);
    }
    used = debited.used();
    known = true;
    exhaustedUntil = Long.MIN_VALUE;
  }

  /** The store has nothing left until the window has ended. */
  void exhaust(long until) {
    exhaustedUntil = until;
  }

  boolean isExhausted(long now) {
    return now < exhaustedUntil;
  }

  long index() {
    return index;
  }

  long end() {
    return end;
  }

  int quota() {
    return policy.quota();
  }

  /** Returns what the store had left when it last answered. */
  long rest() {
    return Math.max(0, policy.quota() - used);
  }

  boolean isKnown() {
    return known;
  }

  /** Returns how many requests this node has let pass in the window. */
  long passed() {
    return (long) spent + unreported;
  }

  int unreported() {
    return unreported;
  }

  void spendToken() {
    spent++;
  }

  void spendLocally() {
    unreported++;
  }

  /** Tokens of a window are given back; those of another one do not matter here. */
  void giveBack(long from, int tokens) {
    if (from == index) {
      used = Math.max(0, used - tokens);
    }
  }

  /** Takes what is not reported yet, to have it debited. */
  int takeUnreported() {
    int reported = unreported;
    spent += reported;
    unreported = 0;
    reportedIndex = index;
    return reported;
  }

  /** The store did not say that it has debited them: they are reported once more. */
  void putBack(int reported) {
    if (reportedIndex == index) {
      unreported += reported;
      spent -= reported;
    }
  }

  /**
   * The store has lost what was debited: all is to be reported once more. What was used is believed
   * until the store answers again, so that the node does not begin anew by itself.
   */
  void forgetDebits() {
    unreported += spent;
    spent = 0;
    exhaustedUntil = Long.MIN_VALUE;
  }

  /** The counters that begin anew have this debited already. */
  void keepReported(int reported) {
    if (reportedIndex == index) {
      unreported -= reported;
      spent += reported;
    }
  }
}
