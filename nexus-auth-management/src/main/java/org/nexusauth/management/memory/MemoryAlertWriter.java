package org.nexusauth.management.memory;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.nexusauth.management.memory.AlertTables.SwitchName;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.DeliveryState;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertWriter;

/** Reads and writes what is recorded of alerts in a transaction. */
final class MemoryAlertWriter extends MemoryAlertReader implements AlertWriter {
  MemoryAlertWriter(AlertDraft draft) {
    super(draft);
  }

  @Override
  public boolean insertAlert(Alert alert) {
    if (draft.alerts.find(alert.id()).isPresent()
        || openAlerts().anyMatch(open -> isSameMatter(open, alert))) {
      return false;
    }
    draft.alerts.put(alert.id(), alert);
    return true;
  }

  private static boolean isSameMatter(Alert open, Alert added) {
    return open.kind() == added.kind() && open.subject().equals(added.subject());
  }

  @Override
  public boolean updateAlert(Alert alert) {
    if (findAlert(alert.id()).filter(known -> known.version() == alert.version() - 1).isEmpty()) {
      return false;
    }
    draft.alerts.put(alert.id(), alert);
    return true;
  }

  @Override
  public int deleteClosedAlerts(Instant closedBefore, int max) {
    return removeRows(
        draft.alerts,
        alert -> {
          Instant closedAt = alert.times().closedAt();
          return closedAt != null && closedAt.isBefore(closedBefore);
        },
        max);
  }

  private static <V> int removeRows(TableDraft<String, V> table, Predicate<V> condition, int max) {
    List<String> found =
        table.entries().stream()
            .filter(entry -> condition.test(entry.getValue()))
            .limit(max)
            .map(entry -> entry.getKey())
            .toList();
    found.forEach(table::remove);
    return found.size();
  }

  @Override
  public void putMute(AlertMute mute) {
    draft.mutes.put(mute.id(), mute);
  }

  @Override
  public boolean deleteMute(String id) {
    boolean found = draft.mutes.find(id).isPresent();
    draft.mutes.remove(id);
    return found;
  }

  @Override
  public void deleteEndedMutes(Instant endedBefore) {
    removeRows(draft.mutes, mute -> !mute.isInForce(endedBefore), Integer.MAX_VALUE);
  }

  @Override
  public boolean insertRuleSwitch(RuleSwitch added) {
    SwitchName name = new SwitchName(added.organizationId(), added.kind());
    if (draft.switches.find(name).isPresent()) {
      return false;
    }
    draft.switches.put(name, added);
    return true;
  }

  @Override
  public boolean updateRuleSwitch(RuleSwitch changed) {
    SwitchName name = new SwitchName(changed.organizationId(), changed.kind());
    if (draft
        .switches
        .find(name)
        .filter(known -> known.version() == changed.version() - 1)
        .isEmpty()) {
      return false;
    }
    draft.switches.put(name, changed);
    return true;
  }

  @Override
  public boolean insertDelivery(AlertDelivery delivery) {
    if (findDelivery(delivery.id()).isPresent()) {
      return false;
    }
    draft.deliveries.put(delivery.id(), delivery);
    return true;
  }

  @Override
  public boolean updateDelivery(AlertDelivery delivery) {
    if (findDelivery(delivery.id()).isEmpty()) {
      return false;
    }
    draft.deliveries.put(delivery.id(), delivery);
    return true;
  }

  @Override
  public int deleteDeliveries(Instant createdBefore, int max) {
    return removeRows(
        draft.deliveries,
        delivery ->
            delivery.progress().state() != DeliveryState.PENDING
                && delivery.createdAt().isBefore(createdBefore),
        max);
  }

  @Override
  public void putChannelStop(ChannelStop stop) {
    draft.stops.put(stop.channel(), stop);
  }

  @Override
  public boolean deleteChannelStop(AlertChannel channel) {
    boolean found = draft.stops.find(channel).isPresent();
    draft.stops.remove(channel);
    return found;
  }

  @Override
  public void putEvaluatorLease(EvaluatorLease lease) {
    draft.leases.put(true, lease);
  }
}
