package org.nexusauth.door;

import java.util.List;
import org.nexusauth.NamedStore;
import org.nexusauth.event.DecisionListener;

/**
 * What a door found in its container, beans for example, and hands to the gate.
 *
 * @param stores revocation stores
 * @param listeners decision listeners
 */
public record Extensions(List<NamedStore> stores, List<DecisionListener> listeners) {

  /** Nothing was found. */
  public static final Extensions NONE = new Extensions(List.of(), List.of());

  /** Copies the lists. */
  public Extensions {
    stores = List.copyOf(stores);
    listeners = List.copyOf(listeners);
  }
}
