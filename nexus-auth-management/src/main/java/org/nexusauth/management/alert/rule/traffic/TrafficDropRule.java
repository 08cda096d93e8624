package org.nexusauth.management.alert.rule.traffic;

import java.util.Optional;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.RequestWindow;
import org.nexusauth.management.alert.rule.TrafficLevel;
import org.nexusauth.management.alert.rule.TrafficLevel.LevelChange;

/** Finds far fewer requests of a steady key than its own past and habits; none is a silence. */
public final class TrafficDropRule implements ActivityRule {
  private static final int MIN_KNOWN_MINUTES = 60;

  private static final double MINUTES_AN_HOUR = 60;

  private final double ratio;
  private final int minRequests;

  /** Creates the rule. */
  public TrafficDropRule(AlertThresholds thresholds) {
    this.ratio = thresholds.trafficRatio();
    this.minRequests = thresholds.trafficRequests();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    TrafficLevel traffic = activity.traffic();
    LevelChange change = traffic.change();
    if (change == null || change.up() || traffic.knownMinutes() < MIN_KNOWN_MINUTES) {
      return Optional.empty();
    }
    long rate = rateOf(activity.requests());
    if (rate == 0
        || !traffic.isSteady()
        || traffic.usual() * TrafficSpikeRule.RECENT_MINUTES < minRequests
        || rate * ratio > traffic.usual()
        || isUsual(rate, activity)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.TRAFFIC_DROP,
            activity.facts().subject(),
            AlertSeverity.WARNING,
            "%s makes %s requests a minute instead of the %s that are usual, since %s."
                .formatted(
                    AlertText.nameKey(activity.facts()),
                    AlertText.formatNumber(rate),
                    AlertText.formatNumber(traffic.usual()),
                    AlertText.formatTime(change.since()))));
  }

  /**
   * Returns the requests of the busier one of the last two minutes; 0 if one has none: a client
   * that has stopped was there for a part of a minute before.
   */
  private static long rateOf(RequestWindow requests) {
    long last = requests.inMinutes(1);
    long before = requests.inMinutes(2) - last;
    if (last == 0 || before == 0) {
      return 0;
    }
    return Math.max(last, before);
  }

  private boolean isUsual(long rate, KeyActivity activity) {
    long low = activity.history().get().usualLow();
    return low > 0 && rate * MINUTES_AN_HOUR * ratio > low;
  }
}
