package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.nexusauth.limit.store.Grant;

/** All windows of a lease, one for each policy. Guarded by the lock of their {@link KeyLease}. */
final class LeaseWindows {
  private final LeaseWindow[] windows;
  private final long keyHash;

  LeaseWindows(LeaseId id) {
    this.windows = id.plan().policies().stream().map(LeaseWindow::new).toArray(LeaseWindow[]::new);
    this.keyHash = id.key().high();
  }

  int size() {
    return windows.length;
  }

  LeaseWindow get(int policy) {
    return windows[policy];
  }

  /** Moves to those that the store's clock is in; never back. */
  void moveTo(long storeMillis) {
    for (LeaseWindow window : windows) {
      window.moveTo(storeMillis, keyHash);
    }
  }

  void spendToken() {
    for (LeaseWindow window : windows) {
      window.spendToken();
    }
  }

  void spendLocally() {
    for (LeaseWindow window : windows) {
      window.spendLocally();
    }
  }

  /** Returns a bit for each window that meets a condition, the first one the lowest. */
  int findAll(Predicate<LeaseWindow> condition) {
    int found = 0;
    for (int i = 0; i < windows.length; i++) {
      if (condition.test(windows[i])) {
        found |= 1 << i;
      }
    }
    return found;
  }

  /** Returns a bit for each window that the store has nothing left of. */
  int exhaustedAt(long now) {
    int exhausted = 0;
    for (int i = 0; i < windows.length; i++) {
      if (windows[i].isExhausted(now)) {
        exhausted |= 1 << i;
      }
    }
    return exhausted;
  }

  boolean isLittleLeft() {
    return findAll(window -> 2 * window.rest() <= window.quota()) != 0;
  }

  boolean hasPassed() {
    return findAll(window -> window.passed() > 0) != 0;
  }

  boolean hasUnreported() {
    for (LeaseWindow window : windows) {
      if (window.unreported() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the most that one node takes at once, so that the others find something, too. */
  long maxLease(int nodes) {
    long max = Long.MAX_VALUE;
    for (LeaseWindow window : windows) {
      max = Math.min(max, window.rest() / (2L * nodes));
    }
    return max;
  }

  /** Takes what the store says; what it has nothing left of is believed until the window's end. */
  void accept(Grant grant, long sentAt) {
    for (int i = 0; i < windows.length; i++) {
      windows[i].accept(grant.windows().get(i), keyHash);
      if (windows[i].rest() == 0) {
        windows[i].exhaust(sentAt + timeLeft(windows[i], grant));
      }
    }
  }

  /** Returns how many milliseconds were left of the first to end when the store answered. */
  long timeLeft(Grant grant) {
    long left = Long.MAX_VALUE;
    for (LeaseWindow window : windows) {
      left = Math.min(left, timeLeft(window, grant));
    }
    return left;
  }

  private static long timeLeft(LeaseWindow window, Grant grant) {
    return window.end() - grant.at().toEpochMilli();
  }

  void giveBack(List<Long> from, int tokens) {
    for (int i = 0; i < windows.length; i++) {
      windows[i].giveBack(from.get(i), tokens);
    }
  }

  /** Takes what is not reported yet, to have it debited. */
  List<Integer> takeUnreported() {
    List<Integer> reported = new ArrayList<>(windows.length);
    for (LeaseWindow window : windows) {
      reported.add(window.takeUnreported());
    }
    return reported;
  }

  /** The store did not say that it has debited them: they are reported once more. */
  void putBack(List<Integer> reported) {
    forEach((window, i) -> window.putBack(reported.get(i)));
  }

  /** The counters that begin anew have these debited already. */
  void keepReported(List<Integer> reported) {
    forEach((window, i) -> window.keepReported(reported.get(i)));
  }

  /** The store has lost what was debited: all is to be reported once more. */
  void forgetDebits() {
    forEach((window, i) -> window.forgetDebits());
  }

  private void forEach(ObjIntConsumer<LeaseWindow> action) {
    for (int i = 0; i < windows.length; i++) {
      action.accept(windows[i], i);
    }
  }
}
