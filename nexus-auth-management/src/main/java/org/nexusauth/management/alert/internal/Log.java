package org.nexusauth.management.alert.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nexusauth.event.LogValue;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.Alert;

/** The messages of alerts; the ids are listed in docs/messages.md. */
public final class Log {
  private static final Logger LOG = System.getLogger("org.nexusauth.management.alert");

  private Log() {}

  /**
   * An alert was opened, has become more severe or was closed.
   *
   * @param change which of them
   */
  public static void announce(String change, Alert alert) {
    Level level = alert.severity() == AlertSeverity.INFO ? Level.INFO : Level.WARNING;
    LOG.log(level, () -> describe(change, alert));
  }

  private static String describe(String change, Alert alert) {
    AlertSubject subject = alert.subject();
    return "NEXUS-1430 alert %s: %s (rule=%s severity=%s alert=%s organization=%s integration=%s key=%s)"
        .formatted(
            change,
            LogSanitizer.sanitize(alert.finding().sentence()),
            alert.kind().code(),
            alert.severity(),
            LogValue.escape(alert.id()),
            LogValue.escape(subject.organizationId()),
            LogValue.escape(subject.integrationId()),
            LogValue.escape(subject.keyId()));
  }

  /** A listener of the application has failed. */
  public static void listenerFailed(String listener, String problem) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1431 the listener %s failed for an alert (%s); other channels are not affected"
                .formatted(listener, problem));
  }

  /** A rule has too many open alerts; logged once until all fit again. */
  public static void tooManyAlerts(int max, long leftOut) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1432 a rule has more than %s open alerts in an organization: %s findings are not recorded. Look after the open ones, or switch the rule off there"
                .formatted(max, leftOut));
  }

  /**
   * A delivery was given up.
   *
   * @param receiver where it went, without a secret
   * @param outcome how the last attempt ended
   */
  public static void deliveryFailed(String channel, String receiver, String outcome) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1433 a message of alerts to %s by %s was given up: %s. The alerts are in the console"
                .formatted(
                    LogSanitizer.sanitize(receiver), channel, LogSanitizer.sanitize(outcome)));
  }

  /** A receiver wants no more. */
  public static void channelStopped(String channel, String receiver, String outcome) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1434 nothing more is sent to %s by %s: %s. When it is ready again, restart the channel on the page Alerts, or by the REST API"
                .formatted(
                    LogSanitizer.sanitize(receiver), channel, LogSanitizer.sanitize(outcome)));
  }
}
