package org.nexusauth.web;

import java.util.List;
import java.util.Set;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;

/**
 * Notices at the start of a gate that a property has the path of one of the {@link
 * SelfGuardedServlets}, and nothing has mapped it: the path would answer 404 without a word. Links
 * without the servlet API.
 */
final class UnmappedServlets {
  /** The properties with such a path, which the console's module defines. */
  private static final List<String> PROPERTIES =
      List.of("nexus.auth.console.path", "nexus.auth.jwks.path", "nexus.auth.leaks.path");

  private UnmappedServlets() {}

  /** Logs those of an application whose gate has these settings. */
  static void report(AttributeScope application, GateSettings settings) {
    for (GivenProperty given : settings.contributed()) {
      if (PROPERTIES.contains(given.name()) && !isMapped(application, given.name())) {
        Log.notMapped(given);
      }
    }
  }

  private static boolean isMapped(AttributeScope application, String property) {
    return application.get(SelfGuardedServlets.PROPERTIES) instanceof Set<?> mapped
        && mapped.contains(property);
  }
}
