package org.nexusauth.web;

import java.util.Optional;

/**
 * Finds the CDI beans of the application that concern a gate. CDI is optional, and so are its
 * classes. Thread-safe.
 */
public final class ApplicationBeans {
  private ApplicationBeans() {}

  /**
   * Returns the stores and listeners among the beans; none where there is no CDI. Empty while CDI
   * is there but does not run, or not yet.
   */
  public static Optional<DiscoveredBeans> discover() {
    try {
      return CdiBeans.current().map(CdiBeans::discover);
    } catch (LinkageError e) {
      return Optional.of(DiscoveredBeans.NONE);
    }
  }
}
