package org.nexusauth;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.Thrown;

/** Tells all listeners; what one throws harms neither the verdict nor the others. */
final class Listeners {
  private final List<DecisionListener> all;

  /** By identity: a bean's proxy may answer {@code hashCode} with the next exception. */
  private final Set<DecisionListener> failed =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

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
          Log.listenerFailed(listener.getClass().getName(), Thrown.of(e));
        }
      }
    }
  }
}
