package org.nexusauth.contract.app;

import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;

/** Records each decision, with all that its event says of itself. */
public final class RecordingListener implements DecisionListener {

  @Override
  public void onDecision(DecisionEvent event) {
    String verdict = event.reason().map(reason -> reason.code()).orElse("granted");
    Journal.add(
        event.requestId(), "event " + verdict + " from " + event.remoteAddress() + " in " + event);
  }
}
