package org.nexusauth.management.model.alert;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertSeverity;

/**
 * Whether people were notified of an alert.
 *
 * @param due whether they are still to be notified of its present severity
 * @param notified the highest severity that they were notified of; null for none
 */
public record AlertNotice(boolean due, @Nullable AlertSeverity notified) {
  /** They are to be notified, and never were. */
  public static final AlertNotice FIRST = new AlertNotice(true, null);

  /** Returns whether a severity is more than they were notified of. */
  public boolean isNews(AlertSeverity severity) {
    return notified == null || severity.compareTo(notified) > 0;
  }

  /** Returns the notice after they were notified. */
  public AlertNotice sent(AlertSeverity severity) {
    return new AlertNotice(false, severity);
  }

  /** Returns the notice when they need not be notified any more. */
  public AlertNotice dropped() {
    return new AlertNotice(false, notified);
  }
}
