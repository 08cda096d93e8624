package org.nexusauth.management.alert.settings;

import java.util.Set;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.management.alert.rule.AlertThresholds;

/** Reads from when on rules find something. */
final class ThresholdProperties {
  private static final String PREFIX = "nexus.auth.alerts.";
  private static final String DEVIATIONS = "nexus.auth.alerts.traffic.deviations";
  private static final String RATIO = "nexus.auth.alerts.traffic.ratio";
  private static final String REQUESTS = "nexus.auth.alerts.traffic.min.requests";
  private static final String PAUSES = "nexus.auth.alerts.silence.pauses";
  private static final String SHARE = "nexus.auth.alerts.errors.share";
  private static final String ERRORS = "nexus.auth.alerts.errors.min.requests";
  private static final String HITS = "nexus.auth.alerts.limit.hits";
  private static final String PERCENTS = "nexus.auth.alerts.limit.percents";
  private static final String ENDED_KEY_USES = "nexus.auth.alerts.ended.key.uses";
  private static final String OLD_KEY_AFTER = "nexus.auth.alerts.old.key.after";
  private static final String NEW_DETAIL_AFTER = "nexus.auth.alerts.new.detail.after";
  private static final String EXPIRY_DAYS = "nexus.auth.alerts.expiry.days";
  private static final String UNUSED_AFTER = "nexus.auth.alerts.unused.after";

  static final Set<String> NAMES =
      Set.of(
          DEVIATIONS,
          RATIO,
          REQUESTS,
          PAUSES,
          SHARE,
          ERRORS,
          HITS,
          PERCENTS,
          ENDED_KEY_USES,
          OLD_KEY_AFTER,
          NEW_DETAIL_AFTER,
          EXPIRY_DAYS,
          UNUSED_AFTER);

  private ThresholdProperties() {}

  static AlertThresholds read(PropertyReader properties) {
    AlertThresholds otherwise = AlertThresholds.DEFAULT;
    try {
      return new AlertThresholds(
          properties.readNumber(DEVIATIONS, otherwise.trafficDeviations()),
          properties.readNumber(RATIO, otherwise.trafficRatio()),
          properties.readWhole(REQUESTS, otherwise.trafficRequests()),
          properties.readNumber(PAUSES, otherwise.silencePauses()),
          properties.readNumber(SHARE, otherwise.errorShare()),
          properties.readWhole(ERRORS, otherwise.errorRequests()),
          properties.readWhole(HITS, otherwise.limitHits()),
          properties.readWholes(PERCENTS, otherwise.limitPercents()),
          properties.readWhole(ENDED_KEY_USES, otherwise.endedKeyUses()),
          properties.readDuration(OLD_KEY_AFTER, otherwise.oldKeyAfter()),
          properties.readDuration(NEW_DETAIL_AFTER, otherwise.newDetailAfter()),
          properties.readWholes(EXPIRY_DAYS, otherwise.expiryDays()),
          properties.readDuration(UNUSED_AFTER, otherwise.unusedAfter()));
    } catch (IllegalArgumentException e) { // In words for operators.
      throw new ConfigurationException(PREFIX + e.getMessage());
    }
  }
}
