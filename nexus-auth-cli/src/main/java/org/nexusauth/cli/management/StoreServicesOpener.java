package org.nexusauth.cli.management;

import org.nexusauth.cli.management.ManagementOptions.StoreLocations;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.config.Configuration;

/** Opens the services over the stores themselves. */
public final class StoreServicesOpener implements ServicesOpener {

  @Override
  public OpenedServices open(StoreLocations stores, Configuration configuration, Console console) {
    throw new UnsupportedOperationException("to be written");
  }
}
