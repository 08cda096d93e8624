package org.nexusauth.management.alert.rule.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.RecordRule;
import org.nexusauth.management.model.ApiKeyRecord;

/** Finds a valid key that has not been used for long. */
public final class UnusedKeyRule implements RecordRule {
  private final Duration after;

  /** Creates the rule. */
  public UnusedKeyRule(AlertThresholds thresholds) {
    this.after = thresholds.unusedAfter();
  }

  @Override
  public Optional<Finding> evaluateRecord(KeyFacts facts, Instant now) {
    ApiKeyRecord record = facts.record();
    if (record == null || !record.isValidAt(now)) {
      return Optional.empty();
    }
    Instant created = record.label().createdAt();
    Instant since = created;
    if (facts.use() != null && facts.use().lastAt().isAfter(created)) {
      since = facts.use().lastAt();
    }
    Duration unused = Duration.between(since, now);
    if (unused.compareTo(after) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.UNUSED,
            facts.subject(),
            AlertSeverity.INFO,
            "%s is valid and has not been used for %s; %s."
                .formatted(
                    AlertText.nameKey(facts),
                    AlertText.formatDuration(unused),
                    describeLast(facts, created))));
  }

  private static String describeLast(KeyFacts facts, Instant created) {
    if (facts.use() == null) {
      return "it was made at " + AlertText.formatTime(created) + " and never used";
    }
    return "it was last used at " + AlertText.formatTime(facts.use().lastAt());
  }
}
