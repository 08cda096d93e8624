package org.nexusauth.management.alert.rule.key;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** Finds requests with a key that was revoked. */
public final class RevokedKeyRule implements ActivityRule {
  private static final int MINUTES = 60;

  private final int minUses;

  /** Creates the rule. */
  public RevokedKeyRule(AlertThresholds thresholds) {
    this.minUses = thresholds.endedKeyUses();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    long uses = activity.requests().inMinutes(OutcomeGroup.REVOKED, MINUTES);
    if (uses < minUses) {
      return Optional.empty();
    }
    KeyFacts facts = activity.facts();
    AlertSeverity severity = AlertSeverity.WARNING;
    if (hasLeaked(facts.record())) {
      severity = AlertSeverity.CRITICAL;
    }
    return Optional.of(
        new Finding(
            AlertKind.REVOKED_KEY_USED,
            facts.subject(),
            severity,
            "%s was revoked%s and is still sent: %s in the last hour, all denied."
                .formatted(
                    AlertText.nameKey(facts),
                    describeRevocation(facts.record()),
                    AlertText.formatRequests(uses))));
  }

  private static boolean hasLeaked(@Nullable ApiKeyRecord record) {
    if (record == null) {
      return false;
    }
    KeyRevocation revocation = record.lifecycle().revocation();
    return record.lifecycle().exposedAt() != null
        || (revocation != null && revocation.cause() == Cause.LEAKED);
  }

  private static String describeRevocation(@Nullable ApiKeyRecord record) {
    if (record == null || record.lifecycle().revocation() == null) {
      return "";
    }
    KeyRevocation revocation = record.lifecycle().revocation();
    String at = " at " + AlertText.formatTime(revocation.at());
    return switch (revocation.cause()) {
      case LEAKED -> at + " as leaked";
      case UNUSED -> at + " as no longer needed";
      case OWNER_LEFT -> at + " as its owner had left";
      case ROTATED -> at + " as replaced";
      case OTHER -> at;
    };
  }
}
