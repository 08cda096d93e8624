package org.nexusauth.limit;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;

/**
 * The windows of all keys that this node has seen, none of which is forgotten before its windows
 * have ended. Thread-safe, without a thread of its own: whoever adds a key looks at a few others
 * and removes those that have ended.
 */
final class WindowTable {
  /** More than one, so that the table shrinks while keys are added. */
  private static final int INSPECTED = 8;

  /** The windows are their own key: an object less for each of a million. */
  private final ConcurrentHashMap<KeyWindows, KeyWindows> table = new ConcurrentHashMap<>();

  private final ReentrantLock cleaning = new ReentrantLock();
  private Iterator<KeyWindows> hand = table.keySet().iterator();

  /** Returns the windows of a key, which are new where it has none. */
  KeyWindows windowsOf(SubjectId key, LimitPlan plan, long nowMillis) {
    KeyWindows fresh = new KeyWindows(key.high(), key.low(), plan, nowMillis);
    if (plan.size() == 0) {
      // Nothing to remember, and nothing that ends.
      return fresh;
    }
    KeyWindows known = table.putIfAbsent(fresh, fresh);
    if (known != null) {
      return known;
    }
    removeSomeEnded(nowMillis);
    return fresh;
  }

  /**
   * Removes retired windows of a key, so that the next look-up makes others. Another thread may
   * have done so already, and charged the new ones: those stay.
   */
  void removeRetired(KeyWindows windows) {
    table.computeIfPresent(windows, (key, present) -> present.isRetired() ? null : present);
  }

  int size() {
    return table.size();
  }

  private void removeSomeEnded(long nowMillis) {
    if (!cleaning.tryLock()) {
      return;
    }
    try {
      for (int i = 0; i < INSPECTED; i++) {
        if (!hand.hasNext()) {
          hand = table.keySet().iterator();
          return;
        }
        KeyWindows windows = hand.next();
        if (windows.retire(nowMillis)) {
          removeRetired(windows);
        }
      }
    } finally {
      cleaning.unlock();
    }
  }
}
