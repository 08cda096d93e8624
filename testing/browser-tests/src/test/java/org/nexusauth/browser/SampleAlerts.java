package org.nexusauth.browser;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;
import org.nexusauth.management.store.ManagementStore;

/** Alerts about a key: open, acknowledged and closed. Nothing made them but this. */
final class SampleAlerts {
  static final String OPEN = "sample-open";

  private SampleAlerts() {}

  /** Writes them. */
  static void write(ManagementStore store, KeyRef key) {
    Instant opened = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofMinutes(12));
    AlertTimes times = AlertTimes.openedAt(opened).repeatedAt(opened.plusSeconds(300));
    insert(
        store,
        new Alert(
            OPEN,
            finding(key, AlertKind.REVOKED_KEY_USED, AlertSeverity.CRITICAL),
            times,
            null,
            AlertNotice.FIRST.dropped(),
            1));
    insert(
        store,
        new Alert(
            "sample-acknowledged",
            finding(key, AlertKind.TRAFFIC_SPIKE, AlertSeverity.WARNING),
            times,
            new Acknowledgement(opened.plusSeconds(60), "mara.lindt", "A load test. <b>Mine.</b>"),
            AlertNotice.FIRST.dropped(),
            2));
    insert(
        store,
        new Alert(
            "sample-closed",
            finding(key, AlertKind.NEW_CLIENT_VERSION, AlertSeverity.INFO),
            times.closedAt(opened.plusSeconds(600)),
            null,
            AlertNotice.FIRST.dropped(),
            2));
  }

  private static Finding finding(KeyRef key, AlertKind kind, AlertSeverity severity) {
    return new Finding(
        kind,
        AlertSubject.of(key),
        severity,
        "Key “Staging” (…a91f) <script>alert(1)</script> made 540 requests in the last 5 minutes,"
            + " and usually makes 120.");
  }

  private static void insert(ManagementStore store, Alert alert) {
    store.write(records -> records.alerts().insertAlert(alert));
  }
}
