package org.nexusauth.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.reason.Reason;

/** A listener that keeps the events of decisions for a test. Thread-safe. */
public final class RecordedDecisions implements DecisionListener {

  private final List<DecisionEvent> events = new CopyOnWriteArrayList<>();

  /** Creates a listener without events. */
  public RecordedDecisions() {}

  @Override
  public void onDecision(DecisionEvent event) {
    events.add(event);
  }

  /** Returns all events so far, the oldest first. */
  public List<DecisionEvent> events() {
    return List.copyOf(events);
  }

  /** Returns the events of granted requests, the oldest first. */
  public List<DecisionEvent> grants() {
    return events.stream().filter(DecisionEvent::isGranted).toList();
  }

  /** Returns the reasons of all denials so far, the oldest first. */
  public List<Reason> denials() {
    return events.stream().flatMap(event -> event.reason().stream()).toList();
  }

  /** Forgets all events. */
  public void clear() {
    events.clear();
  }
}
