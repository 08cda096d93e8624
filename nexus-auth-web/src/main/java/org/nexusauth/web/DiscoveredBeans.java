package org.nexusauth.web;

import java.util.List;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.verify.KeyInvalidationListener;

/**
 * The stores and listeners that a filter found in its container, for the gate that it creates.
 *
 * @param stores revocation stores
 * @param listeners decision listeners
 * @param answerListeners listeners for answers to genuine keys
 * @param invalidationListeners listeners for keys that are no longer valid
 */
public record DiscoveredBeans(
    List<NamedStore> stores,
    List<DecisionListener> listeners,
    List<AnswerListener> answerListeners,
    List<KeyInvalidationListener> invalidationListeners) {

  /** No beans. */
  public static final DiscoveredBeans NONE = new DiscoveredBeans(List.of(), List.of());

  /** Stores and decision listeners alone. */
  public DiscoveredBeans(List<NamedStore> stores, List<DecisionListener> listeners) {
    this(stores, listeners, List.of(), List.of());
  }

  /** Copies the lists. */
  public DiscoveredBeans {
    stores = List.copyOf(stores);
    listeners = List.copyOf(listeners);
    answerListeners = List.copyOf(answerListeners);
    invalidationListeners = List.copyOf(invalidationListeners);
  }
}
