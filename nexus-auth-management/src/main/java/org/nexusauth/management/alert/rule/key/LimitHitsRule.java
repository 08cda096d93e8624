package org.nexusauth.management.alert.rule.key;

import java.util.Optional;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.OutcomeGroup;

/** Finds requests that were denied because a limit was used up. */
public final class LimitHitsRule implements ActivityRule {
  private static final int MINUTES = 15;

  /** A key that hits its limit now and then uses what it may. */
  private static final double MIN_SHARE = 0.01;

  private final int minHits;

  /** Creates the rule. */
  public LimitHitsRule(AlertThresholds thresholds) {
    this.minHits = thresholds.limitHits();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    long hits = activity.requests().inMinutes(OutcomeGroup.LIMITED, MINUTES);
    long all = activity.requests().inMinutes(MINUTES);
    if (hits < minHits || hits < MIN_SHARE * all) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.LIMIT_HITS,
            activity.facts().subject(),
            AlertSeverity.WARNING,
            "%s was denied %s of its %s in the last %s min (%s) because a limit was used up."
                .formatted(
                    AlertText.nameKey(activity.facts()),
                    AlertText.formatNumber(hits),
                    AlertText.formatRequests(all),
                    MINUTES,
                    AlertText.formatPercent((double) hits / all))));
  }
}
