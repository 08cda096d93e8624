package org.nexusauth.event;

/**
 * Told of each decision: exactly once of a refusal, once of a grant.
 *
 * <p>Called on the request's thread after the decision, so it must not block; called by many
 * threads at once, so it must be thread-safe. What it throws is logged once and changes nothing.
 * Found by {@link java.util.ServiceLoader}, as a CDI bean, or handed to the gate's builder.
 */
@FunctionalInterface
public interface DecisionListener {

  /** Takes what was decided; the event holds no key text. */
  void onDecision(DecisionEvent event);
}
