package org.nexusauth.management.alert.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.RecordRule;
import org.nexusauth.management.alert.rule.key.ExpiredKeyRule;
import org.nexusauth.management.alert.rule.key.ExpiringKeyRule;
import org.nexusauth.management.alert.rule.key.LimitHitsRule;
import org.nexusauth.management.alert.rule.key.LimitNearlyUsedRule;
import org.nexusauth.management.alert.rule.key.NewDetailRule;
import org.nexusauth.management.alert.rule.key.OldKeyRule;
import org.nexusauth.management.alert.rule.key.RevokedKeyRule;
import org.nexusauth.management.alert.rule.key.UnknownKeyRule;
import org.nexusauth.management.alert.rule.key.UnusedKeyRule;
import org.nexusauth.management.alert.rule.traffic.ErrorShareRule;
import org.nexusauth.management.alert.rule.traffic.SilenceRule;
import org.nexusauth.management.alert.rule.traffic.TrafficDropRule;
import org.nexusauth.management.alert.rule.traffic.TrafficSpikeRule;

/** All rules. Immutable and thread-safe. */
public final class AlertRules {
  private final List<ActivityRule> activityRules;
  private final List<RecordRule> recordRules;

  /** Creates the rules. */
  public AlertRules(AlertThresholds thresholds) {
    this.activityRules =
        List.of(
            new TrafficSpikeRule(thresholds),
            new TrafficDropRule(thresholds),
            new SilenceRule(thresholds),
            new ErrorShareRule(thresholds),
            new LimitHitsRule(thresholds),
            new LimitNearlyUsedRule(thresholds),
            new RevokedKeyRule(thresholds),
            new ExpiredKeyRule(thresholds),
            new OldKeyRule(thresholds),
            NewDetailRule.forClientVersions(thresholds),
            NewDetailRule.forNetworks(thresholds),
            new UnknownKeyRule());
    this.recordRules = List.of(new ExpiringKeyRule(thresholds), new UnusedKeyRule(thresholds));
  }

  /** Returns what the rules find of the activity of a key. */
  public List<Finding> evaluateActivity(KeyActivity activity) {
    return activityRules.stream()
        .map(rule -> rule.evaluateActivity(activity))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Returns what the rules find of the record of a key: that it ends soon, that it is not used.
   * They need no activity: evaluate them for what a query of records finds, every few minutes.
   */
  public List<Finding> evaluateRecord(KeyFacts facts, Instant now) {
    return recordRules.stream()
        .map(rule -> rule.evaluateRecord(facts, now))
        .flatMap(Optional::stream)
        .toList();
  }
}
