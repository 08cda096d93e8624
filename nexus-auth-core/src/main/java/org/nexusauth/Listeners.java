package org.nexusauth;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.internal.Log;

/** Tells all listeners; what one throws harms neither the verdict nor the others. */
final class Listeners {
  private final List<DecisionListener> all;
  private final Set<DecisionListener> failed = ConcurrentHashMap.newKeySet();

  Listeners(List<DecisionListener> all) {
    this.all = List.copyOf(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void tell(DecisionEvent event) {
    for (DecisionListener listener : all) {
      try {
        listener.onDecision(event);
      } catch (Throwable e) { // A listener's edge: its Error must not change a verdict.
        if (failed.add(listener)) {
          Log.listenerFailed(listener.getClass().getName(), e.getClass().getName());
        }
      }
    }
  }
}
