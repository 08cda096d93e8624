package org.nexusauth.management.store;

import org.nexusauth.revocation.StoreSettings;

/**
 * Opens the store that {@code nexus.auth.management.store} names. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface ManagementStoreProvider {
  /** Returns the name that the setting selects it by. */
  String name();

  /**
   * Opens the store, and creates what is missing in it.
   *
   * @param settings the store's properties
   * @param joinsRevocations whether the revocation store is in the same engine
   * @throws org.nexusauth.revocation.StoreSettingException when a property is missing or wrong
   */
  OpenedManagementStore open(StoreSettings settings, boolean joinsRevocations);

  /**
   * Opens a store that was set up before, for a tool beside the application: it makes nothing that
   * is missing, so that a wrong address is not mistaken for an empty store. Otherwise as {@link
   * #open}.
   *
   * @throws org.nexusauth.revocation.StoreSettingException also when there is no store
   */
  OpenedManagementStore openExisting(StoreSettings settings, boolean joinsRevocations);

  /**
   * An opened store.
   *
   * @param records the records; closing it closes all
   * @param uses the first and last uses
   */
  record OpenedManagementStore(ManagementStore records, KeyUseStore uses) {}
}
