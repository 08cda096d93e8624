package org.nexusauth.management.alert.evaluation;

import java.time.Duration;
import org.nexusauth.management.alert.rule.AlertKind;

/**
 * When an alert of a rule is counted again, and when it closes.
 *
 * @param repeatAfter how long after the last time it is counted again
 * @param closeAfter how long its rule must find nothing: long enough that something which comes and
 *     goes is one alert
 */
record AlertTiming(Duration repeatAfter, Duration closeAfter) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  static AlertTiming of(AlertKind kind) {
    return switch (kind) {
      case TRAFFIC_SPIKE, TRAFFIC_DROP, SILENCE, ERROR_SHARE, LIMIT_HITS, LIMIT_NEARLY_USED ->
          new AlertTiming(MINUTE, Duration.ofMinutes(15));
      case REVOKED_KEY_USED, EXPIRED_KEY_USED, OLD_KEY_USED ->
          new AlertTiming(MINUTE, Duration.ofHours(1));
      case NEW_CLIENT_VERSION, NEW_NETWORK, UNKNOWN_KEY ->
          new AlertTiming(MINUTE, Duration.ofHours(24));
      case EXPIRING, UNUSED -> new AlertTiming(Duration.ofDays(1), Duration.ofMinutes(2));
    };
  }
}
