package org.nexusauth.management.alert.rule;

/** How much an alert matters; each more than the ones before it. */
public enum AlertSeverity {
  /** Worth knowing; nothing breaks. */
  INFO,
  /** Something is, or soon will be, wrong: look at it today. */
  WARNING,
  /** Somebody may be using what is not theirs: look at it now, also in quiet hours. */
  CRITICAL
}
