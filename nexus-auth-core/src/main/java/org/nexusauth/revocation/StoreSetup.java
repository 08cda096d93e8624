package org.nexusauth.revocation;

/**
 * What an operator does to a store before it is used, and after it was restored from a copy. A
 * {@link RevocationStoreProvider} whose engine needs it is one too; the command line asks it.
 */
public interface StoreSetup {

  /**
   * Makes what is missing of an empty store: tables, the generation. A store that was set up before
   * is left as it is.
   *
   * @return the generation, which tells this store from another one
   * @throws StoreSettingException when a property is missing or wrong, or the store must not be
   *     used as it is set up, or has lost a part of itself
   * @throws StatusUnavailableException when it stops answering meanwhile
   */
  String init(StoreSettings settings);

  /**
   * Opens a store that was set up before, for a tool beside the application: it makes nothing that
   * is missing, so that no wrong address is taken for an empty store. Otherwise as {@link
   * RevocationStoreProvider#open}.
   *
   * @throws StoreSettingException as {@link #init}, and when there is no store
   */
  RevocationFeed openExisting(StoreSettings settings);

  /**
   * Gives a store that was set up another generation, after it was restored from a copy: nodes that
   * knew the former one refuse every key until they are started anew.
   *
   * @return the new generation
   * @throws StoreSettingException as {@link #init}, and when the store was never set up
   * @throws StatusUnavailableException when it stops answering meanwhile
   */
  String renewGeneration(StoreSettings settings);
}
