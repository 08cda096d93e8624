package org.nexusauth.management.alert.rule.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.OutcomeGroup;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;

/** Finds the old key of a rotation in use although the new one is. */
public final class OldKeyRule implements ActivityRule {
  private static final int MINUTES = 30;

  private final Duration after;

  /** Creates the rule. */
  public OldKeyRule(AlertThresholds thresholds) {
    this.after = thresholds.oldKeyAfter();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    KeyFacts facts = activity.facts();
    ApiKeyRecord record = facts.record();
    KeyUse successor = facts.successorUse();
    if (record == null || successor == null || record.lifecycle().rotation() == null) {
      return Optional.empty();
    }
    Rotation rotation = record.lifecycle().rotation();
    long uses = usesOf(activity);
    Duration since = Duration.between(successor.firstAt(), activity.now());
    if (uses == 0 || since.compareTo(waitOf(rotation)) < 0 || !record.isValidAt(activity.now())) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.OLD_KEY_USED,
            facts.subject(),
            severityOf(Duration.between(activity.now(), rotation.endsAt())),
            ("%s is being replaced and still in use: %s in the last %s min, although the new key"
                    + " has been used since %s; the old key ends at %s.")
                .formatted(
                    AlertText.nameKey(facts),
                    AlertText.formatRequests(uses),
                    MINUTES,
                    AlertText.formatTime(successor.firstAt()),
                    AlertText.formatTime(endOf(record, rotation)))));
  }

  private static long usesOf(KeyActivity activity) {
    return activity.requests().inMinutes(MINUTES)
        - activity.requests().inMinutes(OutcomeGroup.REVOKED, MINUTES)
        - activity.requests().inMinutes(OutcomeGroup.EXPIRED, MINUTES);
  }

  /** Half of a short grace, so that there is time left. */
  private Duration waitOf(Rotation rotation) {
    Duration half = rotation.grace().dividedBy(2);
    if (half.compareTo(after) < 0) {
      return half;
    }
    return after;
  }

  private AlertSeverity severityOf(Duration left) {
    if (left.compareTo(Duration.ofDays(1)) > 0) {
      return AlertSeverity.INFO;
    }
    return AlertSeverity.WARNING;
  }

  private static Instant endOf(ApiKeyRecord record, Rotation rotation) {
    Instant end = record.lifecycle().endsAt();
    if (end == null) {
      return rotation.endsAt();
    }
    return end;
  }
}
