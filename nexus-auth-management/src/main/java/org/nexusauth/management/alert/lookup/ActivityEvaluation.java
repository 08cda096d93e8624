package org.nexusauth.management.alert.lookup;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.management.alert.activity.ActivityTracker;
import org.nexusauth.management.alert.evaluation.EvaluationResult;
import org.nexusauth.management.alert.evaluation.RuleEvaluation;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageReader;

/**
 * Evaluates the rules about what keys do. Begins with the last 48 hours when this node begins to
 * evaluate. Used by one thread.
 */
public final class ActivityEvaluation implements RuleEvaluation {
  private static final Set<AlertKind> KINDS =
      EnumSet.complementOf(EnumSet.of(AlertKind.EXPIRING, AlertKind.UNUSED));
  private static final int MAX_ALERTS = 20_000;

  private final ManagementPorts ports;
  private final AlertThresholds thresholds;
  private final UsageReader usage;
  private final KeyFactsReader facts;
  private @Nullable ActivityTracker tracker;

  /** Makes an evaluation that has read nothing. */
  public ActivityEvaluation(
      ManagementPorts ports, AlertThresholds thresholds, ActivitySources sources) {
    this.ports = ports;
    this.thresholds = thresholds;
    this.usage = sources.usage();
    this.facts = new KeyFactsReader(ports, usage, sources.plans(), sources.issuer());
  }

  /**
   * What keys do, and what they may.
   *
   * @param usage reads what keys did
   * @param plans the plans of limits; null where limits are off
   * @param issuer the issuer of the keys that are managed here
   */
  public record ActivitySources(UsageReader usage, @Nullable LimitPlans plans, String issuer) {}

  @Override
  public EvaluationResult evaluate(Instant now) {
    ActivityTracker current = tracker;
    if (current == null) {
      current = new ActivityTracker(thresholds);
      current.advance(usage, now);
      followSilentKeys(current);
      tracker = current;
    } else {
      current.advance(usage, now);
    }
    return new EvaluationResult(KINDS, current.evaluate(facts, now));
  }

  /** Their last use is longer ago than what is read at the beginning. */
  private void followSilentKeys(ActivityTracker started) {
    for (Alert alert : ports.records().read(all -> all.alerts().listOpenAlerts(MAX_ALERTS))) {
      AlertSubject subject = alert.subject();
      String integrationId = subject.integrationId();
      String keyId = subject.keyId();
      if (alert.kind() == AlertKind.SILENCE && integrationId != null && keyId != null) {
        started.follow(new KeyId(subject.organizationId(), integrationId, keyId));
      }
    }
  }

  @Override
  public void reset() {
    tracker = null;
  }
}
