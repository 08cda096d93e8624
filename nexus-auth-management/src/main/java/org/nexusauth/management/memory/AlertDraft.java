package org.nexusauth.management.memory;

import org.nexusauth.management.memory.AlertTables.SwitchName;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;

/** What is recorded of alerts as a transaction sees and changes it. Used by one thread. */
final class AlertDraft {
  final TableDraft<String, Alert> alerts;
  final TableDraft<String, AlertMute> mutes;
  final TableDraft<SwitchName, RuleSwitch> switches;
  final TableDraft<String, AlertDelivery> deliveries;
  final TableDraft<AlertChannel, ChannelStop> stops;

  /** Has one row at most, by the key {@code true}. */
  final TableDraft<Boolean, EvaluatorLease> leases;

  AlertDraft(AlertTables committed) {
    alerts = new TableDraft<>(committed.alerts());
    mutes = new TableDraft<>(committed.mutes());
    switches = new TableDraft<>(committed.switches());
    deliveries = new TableDraft<>(committed.deliveries());
    stops = new TableDraft<>(committed.stops());
    leases = new TableDraft<>(committed.leases());
  }

  AlertTables toTables() {
    return new AlertTables(
        alerts.rows(),
        mutes.rows(),
        switches.rows(),
        deliveries.rows(),
        stops.rows(),
        leases.rows());
  }
}
