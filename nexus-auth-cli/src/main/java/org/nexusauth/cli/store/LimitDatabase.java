package org.nexusauth.cli.store;

import java.util.ServiceLoader;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.limit.store.LimitStoreProvider;

/** The database with the counters of limits that the options name. */
public final class LimitDatabase {

  private final LimitStoreProvider provider;
  private final StoreOptions.Chosen chosen;

  private LimitDatabase(LimitStoreProvider provider, StoreOptions.Chosen chosen) {
    this.provider = provider;
    this.chosen = chosen;
  }

  /** Returns the database that the options have chosen. */
  public static LimitDatabase of(StoreOptions.Chosen chosen) {
    return ServiceLoader.load(LimitStoreProvider.class, LimitDatabase.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(chosen.name()))
        .findFirst()
        .map(provider -> new LimitDatabase(provider, chosen))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no limit store named " + chosen.name() + " on the class path"));
  }

  /** Creates the tables of limits that are missing, and the file of H2. */
  public void createTables() {
    CommandStore.reportFailures(
        () -> {
          provider.open(chosen.settings()).close();
          return true;
        });
  }
}
