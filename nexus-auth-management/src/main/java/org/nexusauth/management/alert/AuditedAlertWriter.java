package org.nexusauth.management.alert;

import java.util.Map;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertWriter;

/** Writes what operators change of alerts, and its audit event. */
final class AuditedAlertWriter {
  private static final String ALERT = "alert";
  private static final String MUTE = "alert-mute";
  private static final String RULE = "alert-rule";
  private static final String CHANNEL = "alert-channel";

  private AuditedAlertWriter() {}

  static void acknowledge(AuditedWriter change, Alert known, Acknowledgement added) {
    Alert changed = known.withAcknowledgement(added);
    VersionCheck.requireWritten(change.records().alerts().updateAlert(changed));
    AuditFieldsBuilder fields =
        subjectFields(known.kind(), known.subject()).with("note", added.note());
    change.appendEvent(
        new AuditEntry(
            known.subject().organizationId(),
            "alert.acknowledge",
            ALERT,
            known.id(),
            Map.of(),
            fields.values()));
  }

  static void putMute(AuditedWriter change, AlertMute mute) {
    change.records().alerts().putMute(mute);
    appendMuteEvent(change, mute, "alert.mute");
  }

  static void deleteMute(AuditedWriter change, AlertMute mute) {
    change.records().alerts().deleteMute(mute.id());
    appendMuteEvent(change, mute, "alert.unmute");
  }

  private static void appendMuteEvent(AuditedWriter change, AlertMute mute, String action) {
    AuditFieldsBuilder fields =
        subjectFields(mute.kind(), mute.subject()).with("until", mute.until());
    change.appendEvent(
        new AuditEntry(
            mute.subject().organizationId(), action, MUTE, mute.id(), Map.of(), fields.values()));
  }

  private static AuditFieldsBuilder subjectFields(AlertKind kind, AlertSubject subject) {
    return new AuditFieldsBuilder()
        .with("rule", kind.code())
        .with("integrationId", subject.integrationId())
        .with("keyId", subject.keyId());
  }

  static void putRuleSwitch(AuditedWriter change, RuleSwitch changed) {
    VersionCheck.requireWritten(isWritten(change.records().alerts(), changed));
    String action = "alert-rule.disable";
    if (changed.enabled()) {
      action = "alert-rule.enable";
    }
    change.appendEvent(
        new AuditEntry(
            changed.organizationId(),
            action,
            RULE,
            changed.kind().code(),
            Map.of("enabled", Boolean.toString(!changed.enabled())),
            Map.of("enabled", Boolean.toString(changed.enabled()))));
  }

  private static boolean isWritten(AlertWriter alerts, RuleSwitch changed) {
    if (changed.version() == 1) {
      return alerts.insertRuleSwitch(changed);
    }
    return alerts.updateRuleSwitch(changed);
  }

  /** Appends the event of what an admin did with a channel. */
  static void appendChannelEvent(AuditedWriter change, AlertChannel channel, String action) {
    change.appendEvent(new AuditEntry(null, action, CHANNEL, channel.code(), Map.of(), Map.of()));
  }
}
