package org.nexusauth.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.reason.Reason;

/** A listener that keeps what was decided, for a test to look at. Thread-safe. */
public final class RecordedDecisions implements DecisionListener {

  private final List<DecisionEvent> events = new CopyOnWriteArrayList<>();

  /** Makes one that has recorded nothing. */
  public RecordedDecisions() {}

  @Override
  public void onDecision(DecisionEvent event) {
    events.add(event);
  }

  /** Returns all events so far, the oldest first. */
  public List<DecisionEvent> events() {
    return List.copyOf(events);
  }

  /** Returns the events of requests that may pass, the oldest first. */
  public List<DecisionEvent> grants() {
    return events.stream().filter(DecisionEvent::isGranted).toList();
  }

  /** Returns the reasons of all refusals so far, the oldest first. */
  public List<Reason> refusals() {
    return events.stream().flatMap(event -> event.reason().stream()).toList();
  }

  /** Forgets all events. */
  public void clear() {
    events.clear();
  }
}
