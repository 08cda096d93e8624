package org.nexusauth.jaxrs.request;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nexusauth.internal.LogSanitizer;

/** The messages about requests, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.jaxrs");

  private Log() {}

  /** Logs that a protected resource was requested and there is no gate: the answer is 503. */
  static void noGate(String path) {
    LOGGER.log(
        Level.ERROR,
        () ->
            "NEXUS-1201 denied "
                + LogSanitizer.sanitize(path)
                + ": no verification keys are set for JAX-RS, and no ApiKeyFilter is mapped to this"
                + " path; set nexus.auth.verify.keys.location, or map the filter");
  }

  /** Logs that the path of a request does not have the path parameter of an agent once. */
  static void noAgentInPath(String parameter) {
    LOGGER.log(
        Level.ERROR,
        () ->
            "NEXUS-1202 @ApiKeySecured(agent = \"{"
                + parameter
                + "}\"): the path of the resource has no such parameter, so no key meets it");
  }
}
