package org.nexusauth.revocation;

/**
 * What an operator does to a store before it is used, and after it was restored from a copy. A
 * {@link RevocationStoreProvider} whose engine needs it implements this too; the command line uses
 * it.
 */
public interface StoreSetup {

  /**
   * Makes what is missing of an empty store: tables, the generation. A store that was set up before
   * is left as it is.
   *
   * @return the generation, which distinguishes this store from others
   * @throws StoreSettingException when a property is missing or wrong, or the store must not be
   *     used as it is set up, or has lost a part of itself
   * @throws StatusUnavailableException when it stops answering
   */
  String init(StoreSettings settings);

  /**
   * Opens a store that was set up before, for a tool beside the application: it makes nothing that
   * is missing, so that a wrong address is not mistaken for an empty store. Otherwise as {@link
   * RevocationStoreProvider#open}.
   *
   * @throws StoreSettingException as {@link #init}, and when there is no store
   */
  RevocationFeed openExisting(StoreSettings settings);

  /**
   * Gives a store that was set up another generation, after it was restored from a copy: nodes that
   * read the former one deny every key until they are restarted.
   *
   * @return the new generation
   * @throws StoreSettingException as {@link #init}, and when the store was never set up
   * @throws StatusUnavailableException when it stops answering
   */
  String renewGeneration(StoreSettings settings);
}
