package org.nexusauth.jdbc.internal.alert;

import java.time.Instant;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertWriter;

/** Reads and writes what is recorded of alerts in a transaction that no other one runs beside. */
public final class JdbcAlertWriter extends JdbcAlertReader implements AlertWriter {
  private static final String STOPS = "nexus_auth_alert_stop";
  private static final String LEASE = "nexus_auth_alert_lease";

  /** Writes in a transaction. */
  public JdbcAlertWriter(JdbiTemplate sql) {
    super(sql);
  }

  @Override
  public boolean insertAlert(Alert alert) {
    return alerts.insert(alert);
  }

  @Override
  public boolean updateAlert(Alert alert) {
    return alerts.update(alert);
  }

  @Override
  public int deleteClosedAlerts(Instant closedBefore, int max) {
    return alerts.deleteClosed(closedBefore, max);
  }

  @Override
  public void putMute(AlertMute mute) {
    mutes.put(mute);
  }

  @Override
  public boolean deleteMute(String id) {
    return mutes.delete(id);
  }

  @Override
  public void deleteEndedMutes(Instant endedBefore) {
    mutes.deleteEnded(endedBefore);
  }

  @Override
  public boolean insertRuleSwitch(RuleSwitch added) {
    return switches.insert(added);
  }

  @Override
  public boolean updateRuleSwitch(RuleSwitch changed) {
    return switches.update(changed);
  }

  @Override
  public boolean insertDelivery(AlertDelivery delivery) {
    return deliveries.insert(delivery);
  }

  @Override
  public boolean updateDelivery(AlertDelivery delivery) {
    return deliveries.update(delivery);
  }

  @Override
  public int deleteDeliveries(Instant createdBefore, int max) {
    return deliveries.deleteOld(createdBefore, max);
  }

  @Override
  public void putChannelStop(ChannelStop stop) {
    deleteChannelStop(stop.channel());
    sql.insert(
        STOPS,
        new Parameters()
            .text("channel", stop.channel().code())
            .instant("stopped_at", stop.since())
            .text("reason", stop.reason()));
  }

  @Override
  public boolean deleteChannelStop(AlertChannel channel) {
    return sql.update(
            "DELETE FROM " + STOPS + " WHERE channel = :channel",
            new Parameters().text("channel", channel.code()))
        == 1;
  }

  @Override
  public void putEvaluatorLease(EvaluatorLease lease) {
    Parameters row =
        new Parameters()
            .number("id", 1)
            .text("node", lease.node())
            .instant("expires_at", lease.expiresAt());
    int updated =
        sql.update(
            "UPDATE " + LEASE + " SET node = :node, expires_at = :expires_at WHERE id = :id", row);
    if (updated == 0) {
      sql.insert(LEASE, row);
    }
  }
}
