package org.nexusauth.revocation;

import java.util.Set;

/**
 * Opens a store that is selected by name and has properties of its own. Found by {@link
 * java.util.ServiceLoader}; opens only if {@code nexus.auth.revocation.store} names it.
 *
 * <p>A store without properties needs no provider: it is registered itself, as a {@link
 * RevocationStore} or {@link RevocationFeed}.
 */
public interface RevocationStoreProvider {

  /** Returns the name that {@code nexus.auth.revocation.store} selects it by. */
  String name();

  /** Returns the full names of its properties, all under {@code nexus.auth.}. */
  Set<String> properties();

  /**
   * Opens the store at the start of a gate. A feed that is {@link AutoCloseable} is closed with its
   * gate; one that is also a {@link RevocationWriter} can be written to.
   *
   * @throws StoreSettingException when a property is missing or wrong, or the store must not be
   *     used as it is set up; the start stops and says so
   */
  RevocationFeed open(StoreSettings settings);
}
