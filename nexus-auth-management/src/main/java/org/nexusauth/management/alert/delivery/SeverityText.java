package org.nexusauth.management.alert.delivery;

import java.util.Locale;
import org.nexusauth.management.alert.rule.AlertSeverity;

/** The names of severities in messages. */
final class SeverityText {
  private SeverityText() {}

  static String codeOf(AlertSeverity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
