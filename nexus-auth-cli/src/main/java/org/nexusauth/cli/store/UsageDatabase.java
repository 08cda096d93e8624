package org.nexusauth.cli.store;

import java.util.ServiceLoader;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreProvider;

/** The database with the usage that the options name. */
public final class UsageDatabase {

  private final UsageStoreProvider provider;
  private final StoreOptions.Chosen chosen;

  private UsageDatabase(UsageStoreProvider provider, StoreOptions.Chosen chosen) {
    this.provider = provider;
    this.chosen = chosen;
  }

  /** Returns the database that the options have chosen. */
  public static UsageDatabase of(StoreOptions.Chosen chosen) {
    return ServiceLoader.load(UsageStoreProvider.class, UsageDatabase.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(chosen.name()))
        .findFirst()
        .map(provider -> new UsageDatabase(provider, chosen))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no usage store named " + chosen.name() + " on the class path"));
  }

  /** Creates the tables of usage that are missing, and the file of H2. */
  public void createTables() {
    CommandStore.reportFailures(
        () -> {
          provider.open(chosen.settings()).close();
          return true;
        });
  }

  /** Opens the usage, which must be there; the caller closes it. */
  public UsageStore openExisting() {
    return CommandStore.reportFailures(() -> provider.openExisting(chosen.settings()));
  }
}
