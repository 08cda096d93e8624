package org.nexusauth.console.page.alert;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.AlertState;
import org.nexusauth.management.model.alert.DeliveryState;

/** Names of alerts in words. */
public final class AlertWords {
  private AlertWords() {}

  /** Returns a severity in words. */
  public static String severity(AlertSeverity severity) {
    return switch (severity) {
      case INFO -> "info";
      case WARNING -> "warning";
      case CRITICAL -> "critical";
    };
  }

  /** Returns the class by which a severity is tinted. */
  public static String tint(AlertSeverity severity) {
    return switch (severity) {
      case INFO -> "good";
      case WARNING -> "warn";
      case CRITICAL -> "bad";
    };
  }

  /** Returns a state in words. */
  public static String state(AlertState state) {
    return switch (state) {
      case OPEN -> "open";
      case ACKNOWLEDGED -> "acknowledged";
      case CLOSED -> "closed";
    };
  }

  /** Returns the state of a delivery in words. */
  public static String state(DeliveryState state) {
    return switch (state) {
      case PENDING -> "waiting";
      case DELIVERED -> "delivered";
      case FAILED -> "given up";
    };
  }

  /** Returns a rule in words, for example {@code Traffic spike}. */
  public static String kind(AlertKind kind) {
    String words = kind.code().replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Returns the segments of the page of what an alert is about. */
  public static String[] path(AlertSubject subject) {
    List<String> path = new ArrayList<>(List.of("organizations", subject.organizationId()));
    path.add("integrations");
    if (subject.integrationId() != null) {
      path.add(subject.integrationId());
    }
    if (subject.keyId() != null) {
      path.addAll(List.of("keys", subject.keyId()));
    }
    return path.toArray(String[]::new);
  }

  /** Returns what an alert is about, in a word and its id. */
  public static String subject(AlertSubject subject) {
    if (subject.keyId() != null) {
      return "key " + subject.keyId();
    }
    if (subject.integrationId() != null) {
      return "integration " + subject.integrationId();
    }
    return "the organization";
  }
}
