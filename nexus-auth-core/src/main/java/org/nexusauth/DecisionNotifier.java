package org.nexusauth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;

/** Notifies all listeners; what one throws affects neither the decision nor other listeners. */
final class DecisionNotifier {
  /** Replaced while the gate is built, by the thread that builds it. */
  private volatile List<DecisionListener> listeners;

  /** By identity: {@code hashCode} of a bean's proxy may throw, too. */
  private final Set<DecisionListener> failed =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  DecisionNotifier(List<DecisionListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  void addListener(DecisionListener listener) {
    List<DecisionListener> all = new ArrayList<>(listeners);
    all.add(listener);
    listeners = List.copyOf(all);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  /** Without an iterator, which each decision would allocate. */
  void notifyListeners(DecisionEvent event) {
    List<DecisionListener> all = listeners;
    for (int i = 0; i < all.size(); i++) {
      try {
        all.get(i).onDecision(event);
      } catch (Throwable e) { // A listener's edge: its Error must not change a decision.
        logOnce(all.get(i), e);
      }
    }
  }

  private void logOnce(DecisionListener listener, Throwable e) {
    if (failed.add(listener)) {
      Log.listenerFailed(listener.getClass().getName(), SafeMessage.describe(e));
    }
  }
}
