package org.nexusauth.management.alert.rule.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;

/**
 * Finds a key with a good signature that was never issued here. Such keys get a record when they
 * are first seen, so this looks at records that were made that way, too.
 */
public final class UnknownKeyRule implements ActivityRule {
  /** Who makes the records of keys that are first seen. */
  private static final String FIRST_SEEN = "first seen";

  /** The record of a key is written before its text is known; this is for what lags behind. */
  private static final int MIN_MINUTES = 3;

  /** How long it is reported. */
  private static final Duration REPORTED = Duration.ofDays(7);

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    KeyFacts facts = activity.facts();
    ApiKeyRecord record = facts.record();
    if (record == null) {
      if (activity.traffic().knownMinutes() < MIN_MINUTES) {
        return Optional.empty();
      }
      return Optional.of(findingOf(activity, "has no record", null));
    }
    if (!isUnexplained(record, activity.now())) {
      return Optional.empty();
    }
    return Optional.of(
        findingOf(
            activity,
            "was not issued here and was first seen at "
                + AlertText.formatTime(record.label().createdAt()),
            record.claims().signingKeyId()));
  }

  private static boolean isUnexplained(ApiKeyRecord record, Instant now) {
    KeyLabel label = record.label();
    return label.origin() == Origin.IMPORTED
        && label.createdBy().equals(FIRST_SEEN)
        && label.createdAt().plus(REPORTED).isAfter(now)
        && record.isValidAt(now);
  }

  private static Finding findingOf(
      KeyActivity activity, String what, @Nullable String signingKeyId) {
    KeyFacts facts = activity.facts();
    AlertSeverity severity = AlertSeverity.WARNING;
    String explanation = "it may come from the other issuer of its signing key";
    if (facts.signedHere()) {
      severity = AlertSeverity.CRITICAL;
      explanation =
          "unless it was issued by the command line or another service with this signing key, the"
              + " signing key is stolen";
    }
    return new Finding(
        AlertKind.UNKNOWN_KEY,
        facts.subject(),
        severity,
        "%s %s, but its signature%s is good: %s in the last hour; %s."
            .formatted(
                AlertText.nameKey(facts),
                what,
                signingKeyId == null ? "" : " by " + AlertText.clean(signingKeyId),
                AlertText.formatRequests(activity.requests().inMinutes(60)),
                explanation));
  }
}
