package org.nexusauth.limit.lease;

import java.util.List;
import org.nexusauth.limit.plan.LimitPolicy;

/**
 * Tokens that the store has debited and the node has not spent, and how many to fetch next. Guarded
 * by the lock of its {@link KeyLease}.
 */
final class TokensInHand {
  private int count;

  /** What was in hand after the last grant; when half of it is spent, more is fetched. */
  private int granted;

  /** For each policy the window that they were debited from. */
  private List<Long> windows = List.of();

  private long usableUntil;
  private long leasedAt = LeaseRules.NEVER;
  private int size = 1;

  int count() {
    return count;
  }

  /** Returns how many there are of a window. */
  int countOf(int policy, long window) {
    return count > 0 && windows.get(policy) == window ? count : 0;
  }

  List<Long> windows() {
    return windows;
  }

  boolean areUsable(long now) {
    return now < usableUntil;
  }

  /** Returns how long nothing was done with them, if the last request came at a time. */
  long idleSince(long usedAt) {
    return Math.max(usedAt, leasedAt);
  }

  /** Takes one; returns whether half of the last grant is spent. */
  boolean spend(long now) {
    count--;
    if (count != granted / 2) {
      return false;
    }
    if (now - leasedAt <= LeaseRules.SHORT_LEASE) {
      size = Math.min(size * 2, LimitPolicy.MAX_QUOTA / 2);
    } else {
      size = Math.max(1, size / 2);
    }
    return true;
  }

  /** Returns how many to fetch, if the node may have no more than a number. */
  int nextSize(long max) {
    return (int) Math.max(1, Math.min(size, max));
  }

  /**
   * Adds what was granted.
   *
   * @param from those that are in hand are of the same windows
   */
  void add(int tokens, List<Long> from, long until, long now) {
    count += tokens;
    granted = count;
    windows = from;
    usableUntil = until;
    leasedAt = now;
  }

  void clear() {
    count = 0;
  }
}
