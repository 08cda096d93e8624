package org.nexusauth.management.alert.rule.key;

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

/** Finds requests with a key that has expired. */
public final class ExpiredKeyRule implements ActivityRule {
  private static final int MINUTES = 60;

  private final int minUses;

  /** Creates the rule. */
  public ExpiredKeyRule(AlertThresholds thresholds) {
    this.minUses = thresholds.endedKeyUses();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    long uses = activity.requests().inMinutes(OutcomeGroup.EXPIRED, MINUTES);
    if (uses < minUses) {
      return Optional.empty();
    }
    KeyFacts facts = activity.facts();
    return Optional.of(
        new Finding(
            AlertKind.EXPIRED_KEY_USED,
            facts.subject(),
            AlertSeverity.WARNING,
            "%s has expired%s and is still sent: %s in the last hour, all denied."
                .formatted(
                    AlertText.nameKey(facts),
                    expiryOf(facts).map(at -> " at " + AlertText.formatTime(at)).orElse(""),
                    AlertText.formatRequests(uses))));
  }

  private static Optional<Instant> expiryOf(KeyFacts facts) {
    return Optional.ofNullable(facts.record())
        .map(ApiKeyRecord::claims)
        .map(claims -> claims.expiresAt());
  }
}
