package org.nexusauth.cli.store;

import java.util.ServiceLoader;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.revocation.StoreSettingException;

/** The database with the records that the options name. */
public final class RecordDatabase {

  private final ManagementStoreProvider provider;
  private final StoreOptions.Chosen chosen;

  private RecordDatabase(ManagementStoreProvider provider, StoreOptions.Chosen chosen) {
    this.provider = provider;
    this.chosen = chosen;
  }

  /** Returns the database that the options have chosen. */
  public static RecordDatabase of(StoreOptions.Chosen chosen) {
    return ServiceLoader.load(ManagementStoreProvider.class, RecordDatabase.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(chosen.name()))
        .findFirst()
        .map(provider -> new RecordDatabase(provider, chosen))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no store of records named " + chosen.name() + " on the class path"));
  }

  /**
   * Opens the records, which must be there: nothing is created.
   *
   * @param joined whether the revocations are in the same database
   */
  OpenedManagementStore openExisting(boolean joined) {
    try {
      return provider.openExisting(chosen.settings(), joined);
    } catch (StoreSettingException e) {
      throw CliException.store(
          "no records can be read at " + chosen.place() + ": " + e.getMessage());
    }
  }

  /** Creates the tables of records and of revocations that are missing, and the file of H2. */
  public void createTables() {
    CommandStore.reportFailures(
        () -> {
          provider.open(chosen.settings(), true).records().close();
          return true;
        });
  }
}
