package org.nexusauth.limit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;

/**
 * The windows of one key on one node. Thread-safe: one lock a key makes a request count in all its
 * windows or in none, so that the headers tell the truth. (With a counter a window and no lock, a
 * request that takes from one window and has to give back makes another one fail for the wrong
 * window.)
 *
 * <p>A million keys must be cheap: a window is one number, and the first two need no array.
 */
final class KeyWindows {
  private static final int USED_BITS = 30;
  private static final long USED_MASK = (1L << USED_BITS) - 1;
  private static final int INLINE = 2;

  /** Stands in {@link #others} of windows that have ended; a flag of its own would cost 8 bytes. */
  private static final long[] RETIRED = {};

  private final long high;
  private final long low;
  private LimitPlan plan;

  /** The second at which the window ends, above, and how much of it is used, below. */
  private long first;

  private long second;
  private long @Nullable [] others;

  /** Those of other plans that still run; null for none. */
  private @Nullable List<FormerWindow> former;

  /** A window that is not of the present plan. It counts again when the plan has its length. */
  private record FormerWindow(int windowSeconds, long cell) {
    boolean endsAfter(long now) {
      return endOf(cell) > now;
    }
  }

  /**
   * Creates windows of which nothing is used, and begins them: none is retired before it was used.
   *
   * @param high the first half of the key's id; the phase of the windows follows from it
   * @param low the other half
   */
  KeyWindows(long high, long low, LimitPlan plan, long nowMillis) {
    this.high = high;
    this.low = low;
    this.plan = plan;
    this.others = newOthers(plan);
    beginWindows(plan, nowMillis);
  }

  private static long @Nullable [] newOthers(LimitPlan plan) {
    int more = plan.size() - INLINE;
    return more > 0 ? new long[more] : null;
  }

  /**
   * Charges a request.
   *
   * @return null when these windows were {@link #retire}d; look the key up again
   */
  synchronized @Nullable Limits charge(LimitPlan current, long nowMillis) {
    if (isRetired()) {
      return null;
    }
    int exceeded = beginWindows(current, nowMillis);
    if (exceeded == 0) {
      for (int i = 0; i < plan.size(); i++) {
        set(i, get(i) + 1);
      }
    }
    return snapshot(nowMillis, exceeded);
  }

  /** Returns what is left and charges nothing; null when these windows were retired. */
  synchronized @Nullable Limits peek(LimitPlan current, long nowMillis) {
    if (isRetired()) {
      return null;
    }
    beginWindows(current, nowMillis);
    return snapshot(nowMillis, 0);
  }

  /** Takes back one charge of the current windows. */
  synchronized void giveBack(long nowMillis) {
    beginWindows(plan, nowMillis);
    for (int i = 0; i < plan.size(); i++) {
      if (usedOf(get(i)) > 0) {
        set(i, get(i) - 1);
      }
    }
  }

  /** Ends these windows if all have ended by time, so that they may be forgotten. */
  synchronized boolean retire(long nowMillis) {
    long now = secondOf(nowMillis);
    for (int i = 0; i < plan.size(); i++) {
      if (endOf(get(i)) > now) {
        return false;
      }
    }
    if (former != null && former.stream().anyMatch(window -> window.endsAfter(now))) {
      return false;
    }
    others = RETIRED;
    return true;
  }

  synchronized boolean isRetired() {
    return others == RETIRED;
  }

  /**
   * Begins a window where one has ended; returns a bit for each that has nothing left. A clock that
   * was set back begins no window again.
   */
  private int beginWindows(LimitPlan current, long nowMillis) {
    long now = secondOf(nowMillis);
    if (!plan.equals(current)) {
      changePlan(current, now);
    }
    // The same object next time, so that it need not be compared.
    plan = current;
    int exceeded = 0;
    for (int i = 0; i < current.size(); i++) {
      LimitPolicy policy = current.policy(i);
      // At the second of its end a window has ended.
      if (now >= endOf(get(i))) {
        set(i, policy.endOf(policy.windowAt(now, high), high) << USED_BITS);
      }
      if (usedOf(get(i)) >= policy.quota()) {
        exceeded |= 1 << i;
      }
    }
    return exceeded;
  }

  /** Windows of the same length go on; the others are kept, in case that the plan comes back. */
  private void changePlan(LimitPlan next, long now) {
    List<FormerWindow> running = runningWindows(now);
    first = 0;
    second = 0;
    others = newOthers(next);
    for (int i = 0; i < next.size(); i++) {
      continueWindow(i, next.policy(i).windowSeconds(), running);
    }
    former = running.isEmpty() ? null : running;
  }

  private List<FormerWindow> runningWindows(long now) {
    List<FormerWindow> windows = new ArrayList<>();
    for (int i = 0; i < plan.size(); i++) {
      windows.add(new FormerWindow(plan.policy(i).windowSeconds(), get(i)));
    }
    if (former != null) {
      windows.addAll(former);
    }
    windows.removeIf(window -> !window.endsAfter(now));
    return windows;
  }

  private void continueWindow(int place, int windowSeconds, List<FormerWindow> running) {
    for (FormerWindow window : running) {
      if (window.windowSeconds == windowSeconds) {
        set(place, window.cell);
        running.remove(window);
        return;
      }
    }
  }

  private Limits snapshot(long nowMillis, int exceeded) {
    long[] windows = new long[2 * plan.size()];
    for (int i = 0; i < plan.size(); i++) {
      long cell = get(i);
      windows[2 * i] = Math.max(0, plan.policy(i).quota() - usedOf(cell));
      windows[2 * i + 1] = endOf(cell);
    }
    return new Limits(plan, nowMillis, windows, exceeded);
  }

  private static long secondOf(long millis) {
    return Math.floorDiv(millis, 1000);
  }

  private static long endOf(long cell) {
    return cell >> USED_BITS;
  }

  private static long usedOf(long cell) {
    return cell & USED_MASK;
  }

  private long get(int place) {
    if (place == 0) {
      return first;
    }
    if (place == 1) {
      return second;
    }
    return others == null ? 0 : others[place - INLINE];
  }

  private void set(int place, long cell) {
    if (place == 0) {
      first = cell;
    } else if (place == 1) {
      second = cell;
    } else if (others != null) {
      others[place - INLINE] = cell;
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
