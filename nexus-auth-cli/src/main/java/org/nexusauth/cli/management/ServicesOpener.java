package org.nexusauth.cli.management;

import org.nexusauth.cli.management.ManagementOptions.StoreLocations;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.config.Configuration;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.apikey.KeyTextReader;

/** Opens the services over the stores that a command names. */
@FunctionalInterface
public interface ServicesOpener {

  /**
   * Opens the services.
   *
   * @param configuration the settings of issue and signing keys, as an application has them
   */
  OpenedServices open(StoreLocations stores, Configuration configuration, Console console);

  /** Services that are open. */
  interface OpenedServices extends AutoCloseable {
    /** Returns the services. */
    ManagementServices services();

    /** Returns what verifies the texts of keys. */
    KeyTextReader keyTexts();

    @Override
    void close();
  }
}
