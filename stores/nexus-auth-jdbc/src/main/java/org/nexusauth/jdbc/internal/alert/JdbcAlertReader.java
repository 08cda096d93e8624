package org.nexusauth.jdbc.internal.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.AlertReader;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Reads what is recorded of alerts in a transaction, table by table. */
public class JdbcAlertReader implements AlertReader {
  final JdbiTemplate sql;
  final AlertTable alerts;
  final MuteTable mutes;
  final RuleSwitchTable switches;
  final DeliveryTable deliveries;

  /** Reads in a transaction. */
  public JdbcAlertReader(JdbiTemplate sql) {
    this.sql = sql;
    this.alerts = new AlertTable(sql);
    this.mutes = new MuteTable(sql);
    this.switches = new RuleSwitchTable(sql);
    this.deliveries = new DeliveryTable(sql);
  }

  @Override
  public final Optional<Alert> findAlert(String id) {
    return alerts.find(id);
  }

  @Override
  public final ResultPage<Alert> listAlerts(AlertQuery query, PageRequest page) {
    return alerts.list(query, page);
  }

  @Override
  public final List<Alert> listOpenAlerts(int max) {
    return alerts.listOpen(max);
  }

  @Override
  public final List<Alert> listAlertsToNotify(int max) {
    return alerts.listToNotify(max);
  }

  @Override
  public final Map<AlertSeverity, Long> countOpenAlerts(@Nullable Set<String> organizationIds) {
    return alerts.countOpen(organizationIds);
  }

  @Override
  public final List<AlertMute> listMutes(@Nullable Set<String> organizationIds, Instant now) {
    return mutes.list(organizationIds, now);
  }

  @Override
  public final Optional<AlertMute> findMute(String id) {
    return mutes.find(id);
  }

  @Override
  public final List<RuleSwitch> listRuleSwitches(@Nullable String organizationId) {
    return switches.list(organizationId);
  }

  @Override
  public final ResultPage<AlertDelivery> listDeliveries(PageRequest page) {
    return deliveries.list(page);
  }

  @Override
  public final Optional<AlertDelivery> findDelivery(String id) {
    return deliveries.find(id);
  }

  @Override
  public final List<AlertDelivery> listDueDeliveries(Instant now, int max) {
    return deliveries.listDue(now, max);
  }

  @Override
  public final List<ChannelStop> listChannelStops() {
    return sql.list(
        "SELECT * FROM nexus_auth_alert_stop ORDER BY channel",
        new Parameters(),
        row ->
            new ChannelStop(
                DeliveryTable.channelOf(row), row.instant("stopped_at"), row.text("reason")));
  }

  @Override
  public final Optional<EvaluatorLease> findEvaluatorLease() {
    return sql.find(
        "SELECT node, expires_at FROM nexus_auth_alert_lease WHERE id = 1",
        new Parameters(),
        row -> new EvaluatorLease(row.text("node"), row.instant("expires_at")));
  }
}
