package org.nexusauth.limit.lease;

/** One window of a key as a node knows it. Guarded by the lock of its {@link KeyLease}. */
final class LeaseWindow {
  /** The number of the window, by the store's clock. */
  long index = Long.MIN_VALUE;

  /** What was debited at the store when it last answered. */
  long used;

  /** Whether the store has answered in this window. */
  boolean known;

  /** What this node spent that the store has debited. */
  long spent;

  /** What this node spent that the store has not debited yet. */
  int unreported;

  /** The window of what was taken to be reported last. */
  private long reportedIndex;

  /** Begins a window, if it is a later one. */
  void moveTo(long current) {
    if (current > index) {
      index = current;
      used = 0;
      known = false;
      spent = 0;
      unreported = 0;
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

  /** The store did not say that it has debited them. */
  void putBack(int reported) {
    if (reportedIndex == index) {
      unreported += reported;
      spent -= reported;
    }
  }

  /** The store has lost what was debited. */
  void forgetDebits() {
    unreported += (int) spent;
    spent = 0;
    used = 0;
    known = false;
  }
}
