package org.nexusauth.cli.store;

import java.util.ServiceLoader;
import org.nexusauth.cli.management.ManagementOptions.StoreLocations;
import org.nexusauth.cli.management.ServicesOpener;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.config.Configuration;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.revocation.RevocationFeed;

/** Opens the services over the stores themselves, beside the applications that use them. */
public final class StoreServicesOpener implements ServicesOpener {

  /**
   * {@inheritDoc} The revocation store must be there: a name with a mistake in it would otherwise
   * make a new, empty one, and every key look valid.
   */
  @Override
  public OpenedServices open(StoreLocations stores, Configuration configuration, Console console) {
    IssueSettings settings = IssueSettings.from(configuration);
    CommandStore revocationStore = CommandStore.of(stores.revocations());
    return CommandStore.reportFailures(
        () -> {
          RevocationFeed feed = revocationStore.openExisting();
          try {
            return new StoreServices(
                openRecords(stores),
                new DirectRevocations(feed, console.clock()),
                settings,
                console.clock());
          } catch (RuntimeException e) {
            CommandStore.closeFeed(feed);
            throw e;
          }
        });
  }

  private static OpenedManagementStore openRecords(StoreLocations stores) {
    StoreOptions.Chosen records = stores.records();
    return ServiceLoader.load(
            ManagementStoreProvider.class, StoreServicesOpener.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(records.name()))
        .findFirst()
        .map(provider -> provider.open(records.settings(), stores.joined()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no store of records named " + records.name() + " on the class path"));
  }
}
