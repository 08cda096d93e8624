package org.nexusauth.limit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.internal.Log;

/** Logs the names of plans that keys have and that no plan has, each once. Thread-safe. */
final class UnknownPlans {
  /** Names come from keys, so they are without bound. */
  static final int MAX_NAMES = 20;

  private final Object lock = new Object();

  /** Written under the lock, read without. */
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  void report(String name) {
    if (isFull() || names.contains(name)) {
      return;
    }
    synchronized (lock) {
      if (isFull() || !names.add(name)) {
        return;
      }
    }
    Log.unknownPlan(name);
  }

  private boolean isFull() {
    return names.size() >= MAX_NAMES;
  }
}
