package org.nexusauth.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nexusauth.config.GivenProperty;

/** The messages of this module, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.web");

  private Log() {}

  /** A servlet has a path, and is not mapped to it. */
  static void notMapped(GivenProperty path) {
    LOGGER.log(
        Level.WARNING,
        () ->
            ("NEXUS-1304 %s=%s (%s): no servlet is mapped to this path, which answers 404. Either the"
                    + " server runs no initializers of libraries, as those that Spring Boot embeds:"
                    + " call ConsoleInitializer.register(servletContext) while the application"
                    + " starts, see docs/console.md. Or the property is an init-param of a filter:"
                    + " set it for the application")
                .formatted(path.name(), path.value(), path.origin()));
  }
}
