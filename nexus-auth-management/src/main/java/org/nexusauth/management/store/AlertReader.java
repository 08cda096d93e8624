package org.nexusauth.management.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;

/** Reads what is recorded of alerts, in a transaction. Used by one thread. */
public interface AlertReader {
  /** Finds an alert. */
  Optional<Alert> findAlert(String id);

  /** Lists alerts by {@link Alert#listPosition}, the highest first. */
  ResultPage<Alert> listAlerts(AlertQuery query, PageRequest page);

  /** Lists all open alerts, in any order. */
  List<Alert> listOpenAlerts(int max);

  /** Lists the alerts that people are still to be notified of, the oldest first. */
  List<Alert> listAlertsToNotify(int max);

  /**
   * Counts the open alerts by severity; a severity without one may be missing.
   *
   * @param organizationIds of these organizations; null for all
   */
  Map<AlertSeverity, Long> countOpenAlerts(@Nullable Set<String> organizationIds);

  /**
   * Lists the mutes that are in force at an instant, the newest first.
   *
   * @param organizationIds of these organizations; null for all
   */
  List<AlertMute> listMutes(@Nullable Set<String> organizationIds, Instant now);

  /** Finds a mute, also one that has ended. */
  Optional<AlertMute> findMute(String id);

  /** Lists the rules that were switched for an organization; null for all. */
  List<RuleSwitch> listRuleSwitches(@Nullable String organizationId);

  /** Lists deliveries, the newest first. */
  ResultPage<AlertDelivery> listDeliveries(PageRequest page);

  /** Finds a delivery. */
  Optional<AlertDelivery> findDelivery(String id);

  /** Lists the deliveries that are due at an instant, the earliest first. */
  List<AlertDelivery> listDueDeliveries(Instant now, int max);

  /** Lists the channels that were stopped. */
  List<ChannelStop> listChannelStops();

  /** Finds which node evaluates the rules. */
  Optional<EvaluatorLease> findEvaluatorLease();
}
