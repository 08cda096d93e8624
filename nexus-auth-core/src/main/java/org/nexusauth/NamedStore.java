package org.nexusauth;

import org.nexusauth.status.RevocationStore;

/**
 * A revocation store with the name by which {@code nexus.auth.status.store} chooses it.
 *
 * @param name the name; of a store that was found, its class's simple name
 * @param store the store
 */
public record NamedStore(String name, RevocationStore store) {

  /** Returns a store under the name of its class without the package: an anonymous one has that. */
  static NamedStore of(RevocationStore store) {
    Class<?> type = store.getClass();
    String name = type.getName();
    return new NamedStore(
        type.isAnonymousClass() ? name.substring(name.lastIndexOf('.') + 1) : type.getSimpleName(),
        store);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
