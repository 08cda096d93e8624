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
import org.nexusauth.management.alert.rule.TrafficLevel.Change;

/** Finds far fewer requests of a steady key than its own past and habits; none is a silence. */
public final class TrafficDropRule implements ActivityRule {
  private static final int MIN_KNOWN_MINUTES = 60;

  /** What is less than this part of an hour's requests a minute is not due to chance. */
  private static final double MINUTES_AN_HOUR = 60;

  private final double ratio;
  private final int minRequests;

  /** Creates the rule. */
  public TrafficDropRule(AlertThresholds thresholds) {
    this.ratio = thresholds.trafficRatio();
    this.minRequests = thresholds.trafficRequests();
  }

  @Override
  public Optional<Finding> evaluate(KeyActivity activity) {
    TrafficLevel traffic = activity.traffic();
    Change change = traffic.change();
    if (change == null || change.up() || traffic.knownMinutes() < MIN_KNOWN_MINUTES) {
      return Optional.empty();
    }
    if (!traffic.steady()
        || traffic.usual() * TrafficSpikeRule.RECENT_MINUTES < minRequests
        || traffic.current() * ratio > traffic.usual()
        || hasEmptyMinute(activity.requests())
        || isUsual(activity)) {
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
                    AlertText.number(traffic.current()),
                    AlertText.number(traffic.usual()),
                    AlertText.time(change.since()))));
  }

  /** A client that has stopped has had a part of a minute before. */
  private static boolean hasEmptyMinute(RequestWindow requests) {
    return requests.inMinutes(1) == 0 || requests.inMinutes(2) == requests.inMinutes(1);
  }

  private boolean isUsual(KeyActivity activity) {
    long low = activity.history().get().usualLow();
    return low > 0 && activity.traffic().current() * MINUTES_AN_HOUR * ratio > low;
  }
}
