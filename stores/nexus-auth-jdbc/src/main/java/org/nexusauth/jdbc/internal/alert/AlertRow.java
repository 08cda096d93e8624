package org.nexusauth.jdbc.internal.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JsonColumn;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** An alert as a row of its table. */
final class AlertRow {
  private AlertRow() {}

  static Parameters toRow(Alert alert) {
    Parameters row = new Parameters().text("id", alert.id());
    SubjectColumns.addTo(row, alert.kind(), alert.subject())
        .text("open_matter", openMatterOf(alert))
        .text("severity", alert.severity().name())
        .text("sentence", alert.finding().sentence())
        .instant("opened_at", alert.times().openedAt())
        .instant("last_seen_at", alert.times().lastSeenAt())
        .number("repeats", alert.times().repeats())
        .instant("closed_at", alert.times().closedAt())
        .number("notice_due", alert.notice().due() ? 1 : 0)
        .text("notified_severity", nameOf(alert.notice().notified()))
        .number("list_position", alert.listPosition())
        .number("version", alert.version());
    return addAcknowledgement(row, alert.acknowledgement());
  }

  private static Parameters addAcknowledgement(Parameters row, @Nullable Acknowledgement given) {
    if (given == null) {
      return row.instant("acknowledged_at", null).text("acknowledged_by", null).text("note", null);
    }
    return row.instant("acknowledged_at", given.at())
        .text("acknowledged_by", given.by())
        .text("note", given.note());
  }

  private static @Nullable String nameOf(@Nullable AlertSeverity severity) {
    if (severity == null) {
      return null;
    }
    return severity.name();
  }

  /** A hash: three ids of 255 characters are too long for an index. */
  private static @Nullable String openMatterOf(Alert alert) {
    if (!alert.isOpen()) {
      return null;
    }
    AlertSubject subject = alert.subject();
    String text =
        JsonColumn.ofList(
            List.of(
                alert.kind().code(),
                subject.organizationId(),
                Objects.requireNonNullElse(subject.integrationId(), ""),
                Objects.requireNonNullElse(subject.keyId(), "")));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Alert toRecord(ResultRow row) throws SQLException {
    Finding finding =
        new Finding(
            SubjectColumns.kindOf(row),
            SubjectColumns.subjectOf(row),
            AlertSeverity.valueOf(row.text("severity")),
            row.text("sentence"));
    AlertTimes times =
        new AlertTimes(
            row.instant("opened_at"),
            row.instant("last_seen_at"),
            row.number("repeats"),
            row.instantOrNull("closed_at"));
    return new Alert(
        row.text("id"),
        finding,
        times,
        acknowledgementOf(row),
        new AlertNotice(row.number("notice_due") == 1, severityOf(row)),
        row.number("version"));
  }

  private static @Nullable Acknowledgement acknowledgementOf(ResultRow row) throws SQLException {
    Instant at = row.instantOrNull("acknowledged_at");
    if (at == null) {
      return null;
    }
    return new Acknowledgement(at, row.text("acknowledged_by"), row.text("note"));
  }

  private static @Nullable AlertSeverity severityOf(ResultRow row) throws SQLException {
    String name = row.textOrNull("notified_severity");
    if (name == null) {
      return null;
    }
    return AlertSeverity.valueOf(name);
  }
}
