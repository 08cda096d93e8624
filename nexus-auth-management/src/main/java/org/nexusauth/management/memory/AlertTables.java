package org.nexusauth.management.memory;

import java.util.Map;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;

/** What is recorded of alerts, as of one commit. None of it changes. */
record AlertTables(
    Map<String, Alert> alerts,
    Map<String, AlertMute> mutes,
    Map<SwitchName, RuleSwitch> switches,
    Map<String, AlertDelivery> deliveries,
    Map<AlertChannel, ChannelStop> stops,
    Map<Boolean, EvaluatorLease> leases) {

  static final AlertTables EMPTY =
      new AlertTables(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /** Names the switch of a rule. */
  record SwitchName(String organizationId, AlertKind kind) {}
}
