package org.nexusauth.sample.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;

/** Notes why a request was denied, for the access log. It is notified on the request's thread. */
@ApplicationScoped
public class DenialListener implements DecisionListener {

  @Inject DenialOfRequest current;

  @Override
  public void onDecision(DecisionEvent event) {
    event.reason().ifPresent(current::set);
  }
}
