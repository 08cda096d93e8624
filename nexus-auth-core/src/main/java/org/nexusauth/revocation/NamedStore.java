package org.nexusauth.revocation;

import org.jspecify.annotations.Nullable;

/**
 * A revocation store with the name by which {@code nexus.auth.revocation.store} chooses it: one
 * that is asked for each request, or one that is followed.
 */
public final class NamedStore {
  private final String name;
  private final @Nullable RevocationStore asked;
  private final @Nullable RevocationFeed followed;

  private NamedStore(
      String name, @Nullable RevocationStore asked, @Nullable RevocationFeed followed) {
    this.name = name;
    this.asked = asked;
    this.followed = followed;
  }

  /** Names a store that is asked for each request. */
  public static NamedStore of(String name, RevocationStore store) {
    return new NamedStore(name, store, null);
  }

  /** Names a store that is followed. */
  public static NamedStore of(String name, RevocationFeed feed) {
    return new NamedStore(name, null, feed);
  }

  /** Returns a store under the name of its class. */
  public static NamedStore of(RevocationStore store) {
    return of(nameOf(store.getClass()), store);
  }

  /** Returns a store that is followed under the name of its class. */
  public static NamedStore of(RevocationFeed feed) {
    return of(nameOf(feed.getClass()), feed);
  }

  /** The name of a class without the package: an anonymous one has that. */
  private static String nameOf(Class<?> type) {
    String name = type.getName();
    return type.isAnonymousClass() || type.isHidden()
        ? name.substring(name.lastIndexOf('.') + 1)
        : type.getSimpleName();
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the store when it is asked for each request, else null. */
  @Nullable
  public RevocationStore asked() {
    return asked;
  }

  /** Returns the feed when it is followed, else null. */
  @Nullable
  public RevocationFeed followed() {
    return followed;
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
