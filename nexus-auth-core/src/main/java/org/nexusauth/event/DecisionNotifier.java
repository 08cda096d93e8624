package org.nexusauth.event;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;

/** Tells all listeners; what one throws harms neither the verdict nor the others. */
public final class DecisionNotifier {
  private final List<DecisionListener> all;

  /** By identity: a bean's proxy may answer {@code hashCode} with the next exception. */
  private final Set<DecisionListener> failed =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  public DecisionNotifier(List<DecisionListener> all) {
    this.all = List.copyOf(all);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public void notifyListeners(DecisionEvent event) {
    for (DecisionListener listener : all) {
      try {
        listener.onDecision(event);
      } catch (Throwable e) { // A listener's edge: its Error must not change a verdict.
        if (failed.add(listener)) {
          Log.listenerFailed(listener.getClass().getName(), SafeMessage.of(e));
        }
      }
    }
  }
}
