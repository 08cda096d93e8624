package org.nexusauth.revocation;

import java.util.Objects;

/**
 * A revocation store with the name by which {@code nexus.auth.revocation.store} selects it.
 * Thread-safe.
 */
public sealed interface NamedStore permits NamedStore.Remote, NamedStore.Replicated {

  /** Returns the name. */
  String name();

  /** A store that is queried for each request. */
  record Remote(String name, RevocationStore store) implements NamedStore {
    /** Checks that neither is null. */
    public Remote {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(store, "store");
    }
  }

  /** A store that is replicated into the memory of this node through its feed. */
  record Replicated(String name, RevocationFeed feed) implements NamedStore {
    /** Checks that neither is null. */
    public Replicated {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(feed, "feed");
    }
  }

  /** Names a store that is queried for each request. */
  static NamedStore of(String name, RevocationStore store) {
    return new Remote(name, store);
  }

  /** Names a store that is replicated. */
  static NamedStore of(String name, RevocationFeed feed) {
    return new Replicated(name, feed);
  }

  /** Returns a store that is queried for each request, under the name of its class. */
  static NamedStore of(RevocationStore store) {
    return of(nameOf(store.getClass()), store);
  }

  /** Returns a store that is replicated, under the name of its class. */
  static NamedStore of(RevocationFeed feed) {
    return of(nameOf(feed.getClass()), feed);
  }

  /** Returns the name of a class without its package; an anonymous class has no simple name. */
  private static String nameOf(Class<?> type) {
    if (type.isAnonymousClass() || type.isHidden()) {
      String name = type.getName();
      return name.substring(name.lastIndexOf('.') + 1);
    }
    return type.getSimpleName();
  }
}
