package org.nexusauth.web;

import java.util.List;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.verify.KeyInvalidationListener;

/**
 * What a door found in its container, beans for example, and hands to the gate.
 *
 * @param stores revocation stores
 * @param listeners decision listeners
 * @param invalidationListeners listeners for keys that are no longer valid
 */
public record DiscoveredBeans(
    List<NamedStore> stores,
    List<DecisionListener> listeners,
    List<KeyInvalidationListener> invalidationListeners) {

  /** Nothing was found. */
  public static final DiscoveredBeans NONE = new DiscoveredBeans(List.of(), List.of(), List.of());

  /** Stores and decision listeners alone. */
  public DiscoveredBeans(List<NamedStore> stores, List<DecisionListener> listeners) {
    this(stores, listeners, List.of());
  }

  /** Copies the lists. */
  public DiscoveredBeans {
    stores = List.copyOf(stores);
    listeners = List.copyOf(listeners);
    invalidationListeners = List.copyOf(invalidationListeners);
  }
}
