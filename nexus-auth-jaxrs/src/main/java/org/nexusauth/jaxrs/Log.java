package org.nexusauth.jaxrs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nexusauth.internal.LogSanitizer;

/** The messages of the JAX-RS door, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.jaxrs");

  private Log() {}

  /** Why the start stops; the one line stands apart from stack traces. */
  static void wrong(String problem) {
    LOGGER.log(Level.ERROR, problem);
  }

  /** A guarded resource was asked for, and nobody can decide: the request gets 503. */
  static void noGate(String path) {
    LOGGER.log(
        Level.ERROR,
        () ->
            "NEXUS-1201 refused "
                + LogSanitizer.of(path)
                + ": no verification keys are set for JAX-RS, and no ApiKeyFilter is mapped to this"
                + " path; set nexus.auth.verify.keys.location, or map the filter");
  }

  /** A binding names a path parameter that the path of the request does not have once. */
  static void noAgentInPath(String parameter) {
    LOGGER.log(
        Level.ERROR,
        () ->
            "NEXUS-1202 @ApiKeySecured(agent = \"{"
                + parameter
                + "}\"): the path of the resource has no such parameter, so no key meets it");
  }
}
