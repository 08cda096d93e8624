package org.nexusauth.cli.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.cli.management.ManagementOptions.StoreLocations;
import org.nexusauth.cli.management.ServicesOpener;
import org.nexusauth.cli.store.StoreServices.OpenedStores;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.config.Configuration;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.testkit.MemoryUsageStore;

/** Services over stores in memory, which stay when a command ends. */
public final class MemoryServicesOpener implements ServicesOpener {

  private final MemoryRevocationStore revocations;
  private final MemoryManagementStore records;
  private final MemoryUsageStore usage = new MemoryUsageStore();
  private final List<StoreLocations> opened = new ArrayList<>();

  /** Opens empty stores. */
  public MemoryServicesOpener(Clock clock) {
    this.revocations = new MemoryRevocationStore(clock);
    this.records = new MemoryManagementStore(revocations, clock);
  }

  @Override
  public OpenedServices open(StoreLocations stores, Configuration configuration, Console console) {
    opened.add(stores);
    return new StoreServices(
        new OpenedStores(
            new OpenedManagementStore(records, records),
            new DirectRevocations(revocations, console.clock()),
            new LazyUsageReader(() -> usage)),
        IssueSettings.from(configuration),
        console.clock());
  }

  /** Returns where the stores of the commands so far would have been. */
  public List<StoreLocations> opened() {
    return opened;
  }

  /** Returns the usage. */
  public MemoryUsageStore usage() {
    return usage;
  }

  /** Returns the records. */
  public MemoryManagementStore records() {
    return records;
  }
}
