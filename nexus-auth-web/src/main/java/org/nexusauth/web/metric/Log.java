package org.nexusauth.web.metric;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The messages of metrics, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.web.metric");

  private Log() {}

  /** A monitoring system does not take metrics. */
  static void metricsNotRegistered(String system, String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1120 %s does not show the metrics of this gate, which works without: %s"
                .formatted(system, problem));
  }

  /** A monitoring system keeps metrics of a closed gate. */
  static void metricsNotRemoved(String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1121 the metrics of a closed gate could not be removed: %s".formatted(problem));
  }

  /** A registry has the metrics of another gate under the same names. */
  static void metricsOfAnotherGate(String system) {
    LOGGER.log(
        Level.INFO,
        () ->
            ("NEXUS-1122 %s shows the metrics of another gate that was opened earlier;"
                    + " JMX shows those of this gate")
                .formatted(system));
  }
}
