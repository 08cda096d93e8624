package org.nexusauth.cli.store;

import org.nexusauth.cli.management.ManagementOptions.StoreLocations;
import org.nexusauth.cli.management.ServicesOpener;
import org.nexusauth.cli.store.StoreServices.OpenedStores;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.config.Configuration;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.revocation.RevocationFeed;

/** Opens the services over the stores themselves, beside the applications that use them. */
public final class StoreServicesOpener implements ServicesOpener {

  /**
   * {@inheritDoc} Both stores must be there, with their tables: a name with a mistake in it would
   * otherwise make a new, empty one, and every key look valid, or unknown.
   */
  @Override
  public OpenedServices open(StoreLocations stores, Configuration configuration, Console console) {
    IssueSettings settings = IssueSettings.from(configuration);
    CommandStore revocationStore = CommandStore.of(stores.revocations());
    OpenedManagementStore records =
        RecordDatabase.of(stores.records()).openExisting(stores.joined());
    try {
      return CommandStore.reportFailures(
          () -> {
            RevocationFeed feed = revocationStore.openExisting();
            try {
              return new StoreServices(
                  new OpenedStores(
                      records,
                      new DirectRevocations(feed, console.clock()),
                      new LazyUsageReader(UsageDatabase.of(stores.records())::openExisting)),
                  settings,
                  console.clock());
            } catch (RuntimeException e) {
              CommandStore.closeFeed(feed);
              throw e;
            }
          });
    } catch (RuntimeException e) {
      records.records().close();
      throw e;
    }
  }
}
