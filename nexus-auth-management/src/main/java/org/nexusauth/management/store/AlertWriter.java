package org.nexusauth.management.store;

import java.time.Instant;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;

/** Reads and writes what is recorded of alerts, in a transaction. Used by one thread. */
public interface AlertWriter extends AlertReader {
  /**
   * Inserts an alert of version 1; returns false if the id is taken, or an alert of its rule and
   * subject is open.
   */
  boolean insertAlert(Alert alert);

  /** Updates an alert whose version is one less than the new one; returns false if it is not. */
  boolean updateAlert(Alert alert);

  /** Deletes alerts that were closed before an instant; returns how many. */
  int deleteClosedAlerts(Instant closedBefore, int max);

  /** Writes a mute; replaces one of the same id. */
  void putMute(AlertMute mute);

  /** Deletes a mute; returns false if there is none. */
  boolean deleteMute(String id);

  /** Deletes the mutes that ended before an instant. */
  void deleteEndedMutes(Instant endedBefore);

  /** Inserts a switch of version 1; returns false if there is one of the rule and organization. */
  boolean insertRuleSwitch(RuleSwitch added);

  /** Updates a switch whose version is one less than the new one; returns false if it is not. */
  boolean updateRuleSwitch(RuleSwitch changed);

  /** Inserts a delivery; returns false if the id is taken. */
  boolean insertDelivery(AlertDelivery delivery);

  /** Replaces the progress of a delivery; returns false if there is none of its id. */
  boolean updateDelivery(AlertDelivery delivery);

  /** Deletes deliveries that were made before an instant and are not pending; returns how many. */
  int deleteDeliveries(Instant createdBefore, int max);

  /** Writes that a channel is stopped; replaces what was there. */
  void putChannelStop(ChannelStop stop);

  /** Deletes that a channel is stopped; returns false if it was not. */
  boolean deleteChannelStop(AlertChannel channel);

  /** Writes which node evaluates the rules; replaces what was there. */
  void putEvaluatorLease(EvaluatorLease lease);
}
