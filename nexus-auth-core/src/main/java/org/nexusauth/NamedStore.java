package org.nexusauth;

import org.nexusauth.status.RevocationStore;

/**
 * A revocation store with the name by which {@code nexus.auth.status.store} chooses it.
 *
 * @param name the name; of a store that was found, its class's simple name
 * @param store the store
 */
public record NamedStore(String name, RevocationStore store) {

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
