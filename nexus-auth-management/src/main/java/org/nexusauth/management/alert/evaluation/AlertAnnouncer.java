package org.nexusauth.management.alert.evaluation;

import java.util.List;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.event.AlertListener;
import org.nexusauth.management.alert.internal.Log;

/** Notifies the application itself: its log and its listeners. Used by one thread. */
public final class AlertAnnouncer {
  private final List<AlertListener> listeners;

  /** Makes an announcer. */
  public AlertAnnouncer(List<AlertListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Logs events and passes them on. */
  void announce(List<AlertEvent> events) {
    for (AlertEvent event : events) {
      Log.announce(event.change().code(), event.alert());
      listeners.forEach(listener -> notifyListener(listener, event));
    }
  }

  private static void notifyListener(AlertListener listener, AlertEvent event) {
    try {
      listener.onAlert(event);
    } catch (RuntimeException | LinkageError e) { // The application's code.
      Log.listenerFailed(listener.getClass().getName(), e.getClass().getName());
    }
  }
}
