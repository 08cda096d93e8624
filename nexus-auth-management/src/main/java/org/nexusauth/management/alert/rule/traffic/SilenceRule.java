package org.nexusauth.management.alert.rule.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.TrafficLevel;
import org.nexusauth.management.model.ApiKeyRecord;

/** Finds a key that makes no request for much longer than its pauses are. */
public final class SilenceRule implements ActivityRule {
  /** How many requests a silence lacks at least. */
  private static final int MIN_MISSING = 20;

  private static final int MIN_KNOWN_MINUTES = 60;
  private static final long MIN_AGE_HOURS = Duration.ofDays(7).toHours();

  /** Less than a minute, so that a busy client's silence is found in the second minute. */
  private static final Duration MIN_SILENCE = Duration.ofSeconds(40);

  /** A key whose pauses are longer than this has nights off; it may have a holiday. */
  private static final Duration NIGHT = Duration.ofHours(6);

  private static final Duration HOLIDAY = Duration.ofHours(24);

  /** Silences of keys with longer pauses say nothing. */
  private static final Duration MAX_PAUSE = Duration.ofDays(3);

  /** A share of an hour's requests that is missing in an earlier week was a pause. */
  private static final double PAUSE_SHARE = 0.4;

  /** How long a silence is reported. */
  private static final Duration MAX_SILENCE = Duration.ofDays(12);

  private final double pauses;

  /** Creates the rule. */
  public SilenceRule(AlertThresholds thresholds) {
    this.pauses = thresholds.silencePauses();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    TrafficLevel traffic = activity.traffic();
    Duration silence = traffic.pauses().current();
    if (silence.compareTo(limitFor(traffic.pauses().longest())) < 0
        || silence.compareTo(MAX_SILENCE) > 0
        || traffic.usual() * silence.toSeconds() / 60 < MIN_MISSING
        || traffic.knownMinutes() < MIN_KNOWN_MINUTES
        || hasEnded(activity.facts(), activity.now())) {
      return Optional.empty();
    }
    HourHistory history = activity.history().get();
    Duration longest = longestPause(traffic.pauses().longest(), history);
    if (longest.compareTo(MAX_PAUSE) > 0
        || silence.compareTo(limitFor(longest)) < 0
        || missingRequests(traffic.usual(), history, silence) < MIN_MISSING
        || (!traffic.isSteady() && history.ageInHours() < MIN_AGE_HOURS)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.SILENCE,
            activity.facts().subject(),
            AlertSeverity.WARNING,
            "%s has made no request for %s, since %s; usual are %s an hour, without pauses above %s."
                .formatted(
                    AlertText.nameKey(activity.facts()),
                    AlertText.formatDuration(silence),
                    AlertText.formatTime(traffic.pauses().lastUse()),
                    AlertText.formatNumber(traffic.usual() * 60),
                    AlertText.formatDuration(longest.plusMinutes(1)))));
  }

  /** Fewer at night, for a key that has requests in all hours. */
  private static double missingRequests(double usual, HourHistory history, Duration silence) {
    double rate = usual;
    if (history.usualLow() > 0) {
      rate = Math.min(usual, history.usualLow() / 60.0);
    }
    return rate * silence.toSeconds() / 60;
  }

  private Duration limitFor(Duration longestPause) {
    if (longestPause.isZero()) {
      return MIN_SILENCE;
    }
    Duration limit = Duration.ofSeconds((long) (pauses * longestPause.toSeconds() + 60));
    if (longestPause.compareTo(NIGHT) < 0) {
      return limit;
    }
    return limit.plus(HOLIDAY);
  }

  private static Duration longestPause(Duration recent, HourHistory history) {
    Duration longest = recent;
    if (history.usualPause() > 0) {
      longest = longer(longest, Duration.ofHours(history.usualPause() + 1L));
    }
    if (history.missingShare() > PAUSE_SHARE) {
      longest = longer(longest, Duration.ofMinutes((long) (60 * history.missingShare())));
    }
    return longest;
  }

  private static Duration longer(Duration one, Duration other) {
    if (one.compareTo(other) >= 0) {
      return one;
    }
    return other;
  }

  /** A key that has ended, or whose successor is used, is silent for good. */
  private static boolean hasEnded(KeyFacts facts, Instant now) {
    @Nullable ApiKeyRecord record = facts.record();
    return facts.successorUse() != null || (record != null && !record.isValidAt(now));
  }
}
