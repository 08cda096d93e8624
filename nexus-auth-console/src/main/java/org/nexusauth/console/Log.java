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
}
