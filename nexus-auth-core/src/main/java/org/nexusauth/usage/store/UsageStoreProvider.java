package org.nexusauth.usage.store;

import java.util.Set;
import org.nexusauth.revocation.StoreSettings;

/**
 * Opens a {@link UsageStore} that is selected by name. Found by {@link java.util.ServiceLoader};
 * opens only if {@code nexus.auth.usage.store} names it.
 */
public interface UsageStoreProvider {

  /** Returns the name that {@code nexus.auth.usage.store} selects it by. */
  String name();

  /**
   * Returns the full names of its properties, all under {@code nexus.auth.}; they may be those of a
   * revocation store of the same engine.
   */
  Set<String> properties();

  /**
   * Opens the store at the start of a gate, and creates what is missing in it.
   *
   * @throws org.nexusauth.revocation.StoreSettingException when a property is missing or wrong, or
   *     the store must not be used as it is set up; the start stops and says so
   */
  UsageStore open(StoreSettings settings);

  /**
   * Opens a store that exists, for tools: creates nothing in it.
   *
   * @throws org.nexusauth.revocation.StoreSettingException as {@link #open} does, and where there
   *     is none
   */
  default UsageStore openExisting(StoreSettings settings) {
    return open(settings);
  }
}
