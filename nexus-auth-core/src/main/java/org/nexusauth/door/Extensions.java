package org.nexusauth.door;

import java.util.List;
import org.nexusauth.KeyInvalidationListener;
import org.nexusauth.NamedStore;
import org.nexusauth.event.DecisionListener;

/**
 * What a door found in its container, beans for example, and hands to the gate.
 *
 * @param stores revocation stores
 * @param listeners decision listeners
 * @param invalidationListeners listeners for keys that are no longer valid
 */
public record Extensions(
    List<NamedStore> stores,
    List<DecisionListener> listeners,
    List<KeyInvalidationListener> invalidationListeners) {

  /** Nothing was found. */
  public static final Extensions NONE = new Extensions(List.of(), List.of(), List.of());

  /** Stores and decision listeners alone. */
  public Extensions(List<NamedStore> stores, List<DecisionListener> listeners) {
    this(stores, listeners, List.of());
  }

  /** Copies the lists. */
  public Extensions {
    stores = List.copyOf(stores);
    listeners = List.copyOf(listeners);
    invalidationListeners = List.copyOf(invalidationListeners);
  }
}
