package org.nexusauth.management.alert.rule.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.RecordRule;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Rotation;

/**
 * Finds a valid key that ends in a few days: by its expiry, or by the deadline of a rotation whose
 * new key was never used.
 */
public final class ExpiringKeyRule implements RecordRule {
  private static final int WARNING_DAYS = 7;

  private final List<Integer> days;

  /** Creates the rule. */
  public ExpiringKeyRule(AlertThresholds thresholds) {
    this.days = thresholds.expiryDays();
  }

  @Override
  public Optional<Finding> evaluateRecord(KeyFacts facts, Instant now) {
    ApiKeyRecord record = facts.record();
    if (record == null || facts.successorUse() != null || !record.isValidAt(now)) {
      return Optional.empty();
    }
    Instant end = endOf(record);
    if (end == null) {
      return Optional.empty();
    }
    Duration left = Duration.between(now, end);
    return days.stream()
        .filter(step -> left.compareTo(Duration.ofDays(step)) <= 0 && isLater(step, record, end))
        .min(Comparator.naturalOrder())
        .map(step -> findingOf(facts, record, left, step));
  }

  private static @Nullable Instant endOf(ApiKeyRecord record) {
    Instant expiry = record.claims().expiresAt();
    Rotation rotation = record.lifecycle().rotation();
    if (rotation == null) {
      return expiry;
    }
    if (expiry == null || rotation.endsAt().isBefore(expiry)) {
      return rotation.endsAt();
    }
    return expiry;
  }

  /** A step in the first half of what is expected of a key is not near its end. */
  private static boolean isLater(int step, ApiKeyRecord record, Instant end) {
    Instant start = record.label().createdAt();
    Rotation rotation = record.lifecycle().rotation();
    if (rotation != null) {
      start = rotation.startedAt();
    } else if (record.claims().issuedAt() != null) {
      start = record.claims().issuedAt();
    }
    return Duration.ofDays(2L * step).compareTo(Duration.between(start, end)) <= 0;
  }

  private static Finding findingOf(KeyFacts facts, ApiKeyRecord record, Duration left, int step) {
    AlertSeverity severity = AlertSeverity.INFO;
    if (step <= WARNING_DAYS && facts.use() != null) {
      severity = AlertSeverity.WARNING;
    }
    return new Finding(
        AlertKind.EXPIRING,
        facts.subject(),
        severity,
        "%s %s in %s, at %s; %s."
            .formatted(
                AlertText.nameKey(facts),
                describeEnd(record),
                AlertText.formatDuration(left),
                AlertText.formatTime(endOrNow(record)),
                describeUse(facts)));
  }

  private static Instant endOrNow(ApiKeyRecord record) {
    Instant end = endOf(record);
    return end == null ? Instant.EPOCH : end;
  }

  private static String describeEnd(ApiKeyRecord record) {
    Rotation rotation = record.lifecycle().rotation();
    if (rotation == null || !rotation.endsAt().equals(endOf(record))) {
      return "expires";
    }
    return "is being replaced by a key that was never used, and ends";
  }

  private static String describeUse(KeyFacts facts) {
    if (facts.use() == null) {
      return "it was never used";
    }
    return "it was last used at " + AlertText.formatTime(facts.use().lastAt());
  }
}
