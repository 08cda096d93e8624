package org.nexusauth.filter;

import java.util.Optional;
import org.nexusauth.web.DiscoveredBeans;

/** Finds stores and listeners that are CDI beans. CDI is optional, its classes too. */
final class Beans {
  private Beans() {}

  /** Returns the beans that there are; empty while CDI is there but does not run, or not yet. */
  static Optional<DiscoveredBeans> find() {
    try {
      return Optional.of(CdiBeans.find());
    } catch (LinkageError e) {
      // The application has no CDI at all.
      return Optional.of(DiscoveredBeans.NONE);
    } catch (CdiBeans.NotRunningException e) {
      return Optional.empty();
    }
  }
}
