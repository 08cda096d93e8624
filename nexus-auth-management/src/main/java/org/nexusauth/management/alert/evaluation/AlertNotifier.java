package org.nexusauth.management.alert.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.nexusauth.management.alert.event.AlertChange;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.settings.QuietHours;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.store.AlertWriter;

/**
 * Decides of which alerts people are notified now: not of muted ones, and in quiet hours of
 * critical ones alone. The others follow when mute or quiet hours end. Thread-safe.
 */
final class AlertNotifier {
  private final QuietHours quietHours;

  AlertNotifier(QuietHours quietHours) {
    this.quietHours = quietHours;
  }

  /** Returns what people are notified of, and records that they were. */
  List<AlertEvent> takeDueEvents(AlertWriter alerts, Instant now) {
    List<AlertEvent> events = new ArrayList<>();
    List<Alert> due = alerts.listAlertsToNotify(2 * AlertStateMachine.MAX_OPEN);
    if (due.isEmpty()) {
      return events;
    }
    List<AlertMute> mutes = alerts.listMutes(null, now);
    for (Alert alert : due) {
      if (isMuted(alert, mutes)) {
        dropIfClosed(alerts, alert);
      } else if (mayNotify(alert.severity(), now)) {
        Alert notified = alert.withNotice(alert.notice().sent(alert.severity()));
        if (alerts.updateAlert(notified)) {
          events.add(new AlertEvent(now, changeOf(alert), notified));
        }
      }
    }
    return events;
  }

  private boolean mayNotify(AlertSeverity severity, Instant now) {
    return severity == AlertSeverity.CRITICAL || !quietHours.contains(now);
  }

  private static boolean isMuted(Alert alert, List<AlertMute> mutes) {
    return mutes.stream().anyMatch(mute -> mute.covers(alert.kind(), alert.subject()));
  }

  private static void dropIfClosed(AlertWriter alerts, Alert alert) {
    if (!alert.isOpen()) {
      alerts.updateAlert(alert.withNotice(alert.notice().dropped()));
    }
  }

  /** Of an alert that is over before people heard of it they are notified as of a new one. */
  private static AlertChange changeOf(Alert alert) {
    if (alert.notice().notified() == null) {
      return AlertChange.OPENED;
    }
    if (alert.notice().isNews(alert.severity())) {
      return AlertChange.ESCALATED;
    }
    return AlertChange.CLOSED;
  }
}
