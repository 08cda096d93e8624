package org.nexusauth.limit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one key on one node. Thread-safe: one lock a key makes a request count in all its
 * windows or in none, so that the headers tell the truth. (With a counter a window and no lock, a
 * request that takes from one window and has to give back makes another one fail for the wrong
 * window.)
 *
 * <p>A million keys must be cheap: a window is one number, its index above and its use below, and
 * the first two need no array.
 */
final class KeyWindows {
  private static final int USED_BITS = 30;
  private static final long USED_MASK = (1L << USED_BITS) - 1;
  private static final int INLINE = 2;

  private final long high;
  private final long low;
  private LimitPlan plan;
  private long first;
  private long second;
  private long @Nullable [] others;
  private boolean retired;

  KeyWindows(long high, long low, LimitPlan plan) {
    this.high = high;
    this.low = low;
    this.plan = plan;
    allocate();
  }

  /** The phase of the windows follows from it. */
  private long keyHash() {
    return high;
  }

  private void allocate() {
    int more = plan.policies().size() - INLINE;
    others = more > 0 ? new long[more] : null;
  }

  /**
   * Charges a request.
   *
   * @return null when these windows were {@link #retire}d; look the key up again
   */
  synchronized @Nullable Limits charge(LimitPlan current, long nowMillis) {
    if (retired) {
      return null;
    }
    int exceeded = moveOn(current, nowMillis / 1000);
    if (exceeded == 0) {
      for (int i = 0; i < plan.policies().size(); i++) {
        set(i, get(i) + 1);
      }
    }
    return snapshot(nowMillis, exceeded);
  }

  /** Returns what is left and charges nothing; null when these windows were retired. */
  synchronized @Nullable Limits peek(LimitPlan current, long nowMillis) {
    if (retired) {
      return null;
    }
    moveOn(current, nowMillis / 1000);
    return snapshot(nowMillis, 0);
  }

  /** Takes back one charge of the current windows. */
  synchronized void giveBack(long nowMillis) {
    moveOn(plan, nowMillis / 1000);
    for (int i = 0; i < plan.policies().size(); i++) {
      if ((get(i) & USED_MASK) > 0) {
        set(i, get(i) - 1);
      }
    }
  }

  /** Ends these windows if all have ended by time, so that they may be forgotten. */
  synchronized boolean retire(long nowMillis) {
    for (int i = 0; i < plan.policies().size(); i++) {
      LimitPolicy policy = plan.policies().get(i);
      if (policy.endOf(get(i) >>> USED_BITS, keyHash()) > nowMillis / 1000) {
        return false;
      }
    }
    retired = true;
    return true;
  }

  /** Begins the windows of this second; returns a bit for each that has nothing left. */
  private int moveOn(LimitPlan current, long second) {
    if (!plan.equals(current)) {
      changePlan(current);
    }
    int exceeded = 0;
    List<LimitPolicy> policies = plan.policies();
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      long index = policy.windowAt(second, keyHash());
      // A clock that was set back begins no window again.
      if (get(i) >>> USED_BITS < index) {
        set(i, index << USED_BITS);
      }
      if ((get(i) & USED_MASK) >= policy.quota()) {
        exceeded |= 1 << i;
      }
    }
    return exceeded;
  }

  /** Windows of the same length go on. */
  private void changePlan(LimitPlan next) {
    List<LimitPolicy> former = plan.policies();
    long[] cells = new long[former.size()];
    Arrays.setAll(cells, this::get);
    plan = next;
    first = 0;
    second = 0;
    allocate();
    for (int i = 0; i < next.policies().size(); i++) {
      for (int j = 0; j < cells.length; j++) {
        if (next.policies().get(i).windowSeconds() == former.get(j).windowSeconds()) {
          set(i, cells[j]);
        }
      }
    }
  }

  private Limits snapshot(long nowMillis, int exceeded) {
    List<LimitPolicy> policies = plan.policies();
    long[] windows = new long[2 * policies.size()];
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      windows[2 * i] = Math.max(0, policy.quota() - (get(i) & USED_MASK));
      windows[2 * i + 1] = policy.endOf(get(i) >>> USED_BITS, keyHash());
    }
    return new Limits(plan, nowMillis, windows, exceeded);
  }

  private long get(int i) {
    if (i == 0) {
      return first;
    }
    if (i == 1) {
      return second;
    }
    return others == null ? 0 : others[i - INLINE];
  }

  private void set(int i, long value) {
    if (i == 0) {
      first = value;
    } else if (i == 1) {
      second = value;
    } else if (others != null) {
      others[i - INLINE] = value;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyWindows that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }
}
