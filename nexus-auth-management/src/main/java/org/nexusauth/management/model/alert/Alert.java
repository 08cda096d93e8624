package org.nexusauth.management.model.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;

/**
 * That a rule has found something. There is at most one open alert of a rule and a subject.
 *
 * @param id its id
 * @param finding what the rule found last
 * @param times since when, and how often
 * @param acknowledgement who has seen it; null for none
 * @param notice whether people were notified of it
 * @param version counts its changes from 1
 */
public record Alert(
    String id,
    Finding finding,
    AlertTimes times,
    @Nullable Acknowledgement acknowledgement,
    AlertNotice notice,
    long version) {
  private static final int SEVERITY_BITS = 60;

  /** Returns the rule. */
  public AlertKind kind() {
    return finding.kind();
  }

  /** Returns what it is about. */
  public AlertSubject subject() {
    return finding.subject();
  }

  /** Returns how much it matters. */
  public AlertSeverity severity() {
    return finding.severity();
  }

  /** Returns whether it is still so. */
  public boolean isOpen() {
    return times.closedAt() == null;
  }

  /** Returns whether it is closed, or acknowledged, or neither. */
  public AlertState state() {
    if (!isOpen()) {
      return AlertState.CLOSED;
    }
    if (acknowledgement == null) {
      return AlertState.OPEN;
    }
    return AlertState.ACKNOWLEDGED;
  }

  /**
   * Returns its place in lists, from the highest number to the lowest: open ones first, the most
   * severe of them first, then the newest.
   */
  public long listPosition() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, times.openedAt());
    if (!isOpen()) {
      return micros;
    }
    return (rankOf(severity()) << SEVERITY_BITS) + micros;
  }

  private static long rankOf(AlertSeverity severity) {
    return switch (severity) {
      case INFO -> 1;
      case WARNING -> 2;
      case CRITICAL -> 3;
    };
  }

  /** Returns the next version with another notice. */
  public Alert withNotice(AlertNotice changed) {
    return new Alert(id, finding, times, acknowledgement, changed, version + 1);
  }

  /** Returns the next version, acknowledged: people are not notified of this severity. */
  public Alert withAcknowledgement(Acknowledgement added) {
    return new Alert(id, finding, times, added, notice.sent(severity()), version + 1);
  }
}
