package org.nexusauth.management.alert.rule.key;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.AssignedLimits;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.OutcomeGroup;
import org.nexusauth.management.alert.rule.RequestWindow;

/**
 * Finds a limit of an hour to two days of which most is used before its window ends. Shorter
 * windows are used up now and then; that is what {@link LimitHitsRule} is for.
 */
public final class LimitNearlyUsedRule implements ActivityRule {
  private static final int MIN_WINDOW = 3_600;
  private static final int MAX_WINDOW = (RequestWindow.HOURS - 1) * 3_600;

  /** From this part on it is a warning. */
  private static final int WARNING_PERCENT = 90;

  private final List<Integer> percents;

  /** How much of a limit is used. */
  private record LimitUse(LimitPolicy policy, long used, Instant endsAt) {
    double percent() {
      return 100.0 * used / policy.quota();
    }
  }

  /** Creates the rule. */
  public LimitNearlyUsedRule(AlertThresholds thresholds) {
    this.percents = thresholds.limitPercents();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    return activity.facts().limits().policies().stream()
        .filter(LimitNearlyUsedRule::isKnown)
        .map(policy -> measureUse(activity, policy))
        .max(Comparator.comparingDouble(LimitUse::percent))
        .flatMap(use -> findingOf(activity, use));
  }

  private static boolean isKnown(LimitPolicy policy) {
    return policy.windowSeconds() >= MIN_WINDOW && policy.windowSeconds() <= MAX_WINDOW;
  }

  private static LimitUse measureUse(KeyActivity activity, LimitPolicy policy) {
    AssignedLimits limits = activity.facts().limits();
    long now = activity.now().getEpochSecond();
    long end = policy.endOf(policy.windowAt(now, limits.windowHash()), limits.windowHash());
    long firstMinute = Math.floorDiv(end - policy.windowSeconds(), 60L);
    long used = 0;
    for (OutcomeGroup group : OutcomeGroup.values()) {
      if (isCharged(group)) {
        used += activity.requests().countSince(group, firstMinute);
      }
    }
    return new LimitUse(policy, used, Instant.ofEpochSecond(end));
  }

  /** What is denied before limits are looked at, or by them, is not charged. */
  private static boolean isCharged(OutcomeGroup group) {
    return switch (group) {
      case SUCCESS, CLIENT_ERROR, SERVER_ERROR, DENIED -> true;
      case LIMITED, REVOKED, EXPIRED, STATUS_UNKNOWN -> false;
    };
  }

  private Optional<Finding> findingOf(KeyActivity activity, LimitUse use) {
    return percents.stream()
        .filter(percent -> use.percent() >= percent)
        .max(Comparator.naturalOrder())
        .map(percent -> findingOf(activity, use, percent));
  }

  private static Finding findingOf(KeyActivity activity, LimitUse use, int percent) {
    AlertSeverity severity = AlertSeverity.INFO;
    if (percent >= WARNING_PERCENT) {
      severity = AlertSeverity.WARNING;
    }
    return new Finding(
        AlertKind.LIMIT_NEARLY_USED,
        activity.facts().subject(),
        severity,
        "%s has used %s %% or more of its limit %s: %s of %s; the next window begins at %s."
            .formatted(
                AlertText.nameKey(activity.facts()),
                percent,
                use.policy(),
                AlertText.formatNumber(Math.min(use.used(), use.policy().quota())),
                AlertText.formatNumber(use.policy().quota()),
                AlertText.formatTime(use.endsAt())));
  }
}
