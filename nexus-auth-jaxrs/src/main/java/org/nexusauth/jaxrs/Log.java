package org.nexusauth.jaxrs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs why an application does not start. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.jaxrs");

  private Log() {}

  /** Logs the problem, which begins with its id, apart from the stack trace of the server. */
  static void startFailed(String problem) {
    LOGGER.log(Level.ERROR, problem);
  }
}
