package org.nexusauth.console;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The messages of the console, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.console");

  private Log() {}

  /** A wrong configuration; the start stops. */
  static void wrong(String problem) {
    LOGGER.log(Level.ERROR, problem);
  }

  /** A request failed for a reason that is no answer of a service. */
  static void failed(String requestId, String where) {
    LOGGER.log(
        Level.ERROR, () -> "NEXUS-1701 the console failed on request " + requestId + ": " + where);
  }
}
