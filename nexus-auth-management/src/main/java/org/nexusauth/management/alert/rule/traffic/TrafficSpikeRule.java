package org.nexusauth.management.alert.rule.traffic;

import java.time.Duration;
import java.util.Optional;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.TrafficLevel;
import org.nexusauth.management.alert.rule.TrafficLevel.LevelChange;

/** Finds far more requests than the key's own past and habits. */
public final class TrafficSpikeRule implements ActivityRule {
  /** What the average of the last few minutes is of. */
  static final int RECENT_MINUTES = 5;

  private static final int MIN_KNOWN_MINUTES = 30;
  private static final long MIN_AGE_HOURS = Duration.ofDays(7).toHours();

  /** New customers grow; from here on growth is no longer expected. */
  private static final long GROWN_HOURS = Duration.ofDays(14).toHours();

  /** So many deviations of a number of requests that come by chance. */
  private static final double CERTAIN = 2;

  private final double ratio;
  private final int minRequests;

  /** Creates the rule. */
  public TrafficSpikeRule(AlertThresholds thresholds) {
    this.ratio = thresholds.trafficRatio();
    this.minRequests = thresholds.trafficRequests();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    TrafficLevel traffic = activity.traffic();
    LevelChange change = traffic.change();
    if (change == null || !change.up() || traffic.knownMinutes() < MIN_KNOWN_MINUTES) {
      return Optional.empty();
    }
    if (activity.requests().inMinutes(RECENT_MINUTES) < minRequests
        || rateOf(activity) < ratio * Math.max(traffic.usual(), traffic.recentPeak())
        || isUsual(activity, activity.history().get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.TRAFFIC_SPIKE,
            activity.facts().subject(),
            AlertSeverity.WARNING,
            "%s makes %s requests a minute, %s times the %s that are usual, since %s."
                .formatted(
                    AlertText.nameKey(activity.facts()),
                    AlertText.formatNumber(rateOf(activity)),
                    AlertText.formatNumber(rateOf(activity) / Math.max(traffic.usual(), 0.1)),
                    AlertText.formatNumber(traffic.usual()),
                    AlertText.formatTime(change.since()))));
  }

  /**
   * Returns the average of the last few minutes, or what the last one shows for certain, as the
   * average has not yet risen as far as a change of a minute ago.
   */
  private static double rateOf(KeyActivity activity) {
    double last = (double) activity.requests().inMinutes(1);
    return Math.max(activity.traffic().current(), last - CERTAIN * Math.sqrt(last));
  }

  private boolean isUsual(KeyActivity activity, HourHistory history) {
    TrafficLevel traffic = activity.traffic();
    long lastHour = activity.requests().inMinutes(60);
    if (!traffic.isSteady()) {
      return history.ageInHours() < MIN_AGE_HOURS || lastHour < ratio * history.usualPeak();
    }
    double rate = rateOf(activity);
    boolean growing = history.ageInHours() < GROWN_HOURS && !traffic.isEven();
    if (growing && rate < ratio * ratio * expectedRate(traffic, history)) {
      return true;
    }
    return rate < ratio * expectedRate(traffic, history)
        || (history.busyHour() > 0 && lastHour < ratio * history.busyHour());
  }

  private static double expectedRate(TrafficLevel traffic, HourHistory history) {
    double known = Math.max(traffic.usual(), traffic.recentPeak());
    return Math.max(known, history.usualPeak() / 60.0);
  }
}
