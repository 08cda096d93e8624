package org.nexusauth.event;

/**
 * Receives decisions: exactly one event for a denial, one for a grant.
 *
 * <p>Called on the request's thread after the decision, so it must not block; called by several
 * threads concurrently, so it must be thread-safe. An exception is logged once and changes nothing.
 * Found by {@link java.util.ServiceLoader}, as a CDI bean, or passed to the gate's builder.
 */
@FunctionalInterface
public interface DecisionListener {

  /** Receives a decision; the event contains no key text. */
  void onDecision(DecisionEvent event);
}
