package org.nexusauth.management.alert.delivery;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.event.AlertChange;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.guide.RuleDescription;
import org.nexusauth.management.alert.guide.RuleDescriptions;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;

/**
 * The text of mails: what has happened, since when, and what to do. Texts of clients are put on one
 * line. Thread-safe.
 */
final class MailText {
  private static final int MAX_ALERTS = 50;
  private static final int MAX_TITLE = 120;
  private static final int MAX_VALUE = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final @Nullable URI console;
  private final RuleDescriptions descriptions;

  MailText(@Nullable URI console, RuleDescriptions descriptions) {
    this.console = console;
    this.descriptions = descriptions;
  }

  DeliveryMessage compose(List<AlertEvent> events) {
    List<AlertEvent> ordered =
        events.stream()
            .sorted(Comparator.comparing((AlertEvent event) -> event.alert().severity()).reversed())
            .toList();
    StringBuilder body = new StringBuilder();
    ordered.stream().limit(MAX_ALERTS).forEach(event -> appendAlert(body, event));
    if (ordered.size() > MAX_ALERTS) {
      body.append(ordered.size() - MAX_ALERTS).append(" more alerts are in the console.\n\n");
    }
    body.append("--\nSent by Nexus Auth. Who gets it is set by nexus.auth.alerts.mail.to.\n");
    return new DeliveryMessage(titleOf(ordered), body.toString());
  }

  private static String titleOf(List<AlertEvent> ordered) {
    Alert first = ordered.get(0).alert();
    if (ordered.size() == 1) {
      return cut(
          "[%s] %s".formatted(SeverityText.codeOf(first.severity()), oneLine(sentenceOf(first))),
          MAX_TITLE);
    }
    long critical =
        ordered.stream()
            .filter(event -> event.alert().severity() == AlertSeverity.CRITICAL)
            .count();
    if (critical == 0) {
      return "[%s] %s alerts".formatted(SeverityText.codeOf(first.severity()), ordered.size());
    }
    return "[critical] %s alerts, %s of them critical".formatted(ordered.size(), critical);
  }

  private static String sentenceOf(Alert alert) {
    return alert.finding().sentence();
  }

  private void appendAlert(StringBuilder body, AlertEvent event) {
    Alert alert = event.alert();
    RuleDescription description = descriptions.describe(alert.kind());
    body.append(SeverityText.codeOf(alert.severity()).toUpperCase(Locale.ROOT))
        .append(" - ")
        .append(description.title());
    if (event.change() == AlertChange.ESCALATED) {
      body.append(", more severe than before");
    }
    body.append("\n\n").append(oneLine(sentenceOf(alert))).append("\n\n");
    appendField(body, "About", describeSubject(alert.subject()));
    appendField(body, "Since", TIME.format(alert.times().openedAt()));
    if (alert.times().repeats() > 0) {
      appendField(
          body,
          "Found again",
          "%s times, last at %s"
              .formatted(alert.times().repeats(), TIME.format(alert.times().lastSeenAt())));
    }
    if (alert.times().closedAt() != null) {
      appendField(body, "Over since", TIME.format(alert.times().closedAt()));
    }
    appendField(body, "What to do", description.advice());
    if (console != null) {
      appendField(body, "Console", AlertLink.of(console, alert));
    }
    body.append('\n');
  }

  private static void appendField(StringBuilder body, String name, String value) {
    body.append(name).append(": ").append(oneLine(value)).append('\n');
  }

  private static String describeSubject(AlertSubject subject) {
    StringBuilder text = new StringBuilder();
    if (subject.keyId() != null) {
      text.append("key ").append(subject.keyId()).append(" of ");
    }
    if (subject.integrationId() != null) {
      text.append("integration ").append(subject.integrationId()).append(" in ");
    }
    return text.append("organization ").append(subject.organizationId()).toString();
  }

  /** Returns a text without line ends and other controls: it must not look like another line. */
  private static String oneLine(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().map(point -> isVisible(point) ? point : ' ').forEach(clean::appendCodePoint);
    return cut(clean.toString(), MAX_VALUE);
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String cut(String text, int max) {
    if (text.codePointCount(0, text.length()) <= max) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
  }

  DeliveryMessage composeTest(Instant now, String operator) {
    return new DeliveryMessage(
        "[test] Nexus Auth can send mail",
        "This is a test, sent at %s for %s. Alerts will arrive like this."
            .formatted(TIME.format(now), oneLine(operator)));
  }
}
