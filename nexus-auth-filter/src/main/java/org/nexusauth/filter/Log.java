package org.nexusauth.filter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The messages of the servlet filter, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.filter");

  private Log() {}

  /** A wrong configuration; the start stops, and the one line stands apart from stack traces. */
  static void wrong(String problem) {
    LOGGER.log(Level.ERROR, problem);
  }

  /** The filter could not start and this server would run the application without it. */
  static void answersClosed(String filterName) {
    LOGGER.log(
        Level.ERROR,
        () ->
            "NEXUS-1101 filter \""
                + filterName
                + "\" answers every request with 503: it could not start");
  }

  /** This server does not list its WebSocket sessions. */
  static void sessionsNotClosed(String container) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1105 WebSocket sessions of "
                + container
                + " cannot be listed, so those of a key that is no longer valid stay open;"
                + " close them in the endpoint, by VerifiedApiKey.onInvalid");
  }

  /** A filter that guards nothing. */
  static void notMapped(String filterName) {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1102 filter \"" + filterName + "\" has no filter-mapping: it guards nothing");
  }
}
