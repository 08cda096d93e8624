package org.nexusauth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;

/**
 * Notifies all listeners; what one throws affects neither the request nor other listeners.
 *
 * @param <L> the type of the listeners
 * @param <E> the type of the events
 */
final class EventNotifier<L, E> {
  private final BiConsumer<L, E> notification;

  /** Replaced while the gate is built, by the thread that builds it. */
  private volatile List<L> listeners;

  /** By identity: {@code hashCode} of a bean's proxy may throw, too. */
  private final Set<L> failed =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  EventNotifier(BiConsumer<L, E> notification, List<L> listeners) {
    this.notification = notification;
    this.listeners = List.copyOf(listeners);
  }

  void addListener(L listener) {
    List<L> all = new ArrayList<>(listeners);
    all.add(listener);
    listeners = List.copyOf(all);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  /** Without an iterator, which each event would allocate. */
  void notifyListeners(E event) {
    List<L> all = listeners;
    for (int i = 0; i < all.size(); i++) {
      try {
        notification.accept(all.get(i), event);
      } catch (Throwable e) { // A listener's edge: its Error must not change a decision.
        logOnce(all.get(i), e);
      }
    }
  }

  private void logOnce(L listener, Throwable e) {
    if (failed.add(listener)) {
      Log.listenerFailed(listener.getClass().getName(), SafeMessage.describe(e));
    }
  }
}
