package org.nexusauth.management.apikey.record;

import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.Rotation;

/** Writes a key's record and its audit event. */
public final class AuditedKeyWriter {
  /** The kind of what events and messages are about. */
  public static final String KIND = "key";

  private AuditedKeyWriter() {}

  /** Updates a record, and appends the event of what has changed in it. */
  public static ApiKeyRecord updateKey(
      AuditedWriter change, String action, ApiKeyRecord before, ApiKeyRecord after) {
    return updateKey(change, action, before, after, fieldsOf(after));
  }

  /** Updates the record of a key that was reported as leaked, and says in the event by whom. */
  public static ApiKeyRecord updateExposedKey(
      AuditedWriter change, ApiKeyRecord before, ApiKeyRecord after, String source) {
    return updateKey(
        change, "key.report-leak", before, after, fieldsOf(after).with("reportedBy", source));
  }

  private static ApiKeyRecord updateKey(
      AuditedWriter change,
      String action,
      ApiKeyRecord before,
      ApiKeyRecord after,
      AuditFieldsBuilder fieldsAfter) {
    VersionCheck.requireWritten(change.records().updateApiKey(after));
    change.appendEvent(
        new AuditEntry(
            after.ref().organizationId(),
            action,
            KIND,
            after.ref().keyId(),
            fieldsOf(before).values(),
            fieldsAfter.values()));
    return after;
  }

  /** Inserts a record, and appends its event. */
  public static void insertKey(AuditedWriter change, String action, ApiKeyRecord key) {
    VersionCheck.requireWritten(change.records().insertApiKey(key));
    change.appendEvent(
        new AuditEntry(
            key.ref().organizationId(),
            action,
            KIND,
            key.ref().keyId(),
            new AuditFieldsBuilder().values(),
            fieldsOf(key).values()));
  }

  private static AuditFieldsBuilder fieldsOf(ApiKeyRecord key) {
    KeyClaims claims = key.claims();
    KeyLabel label = key.label();
    AuditFieldsBuilder fields =
        new AuditFieldsBuilder()
            .with("name", label.name())
            .with("environment", label.environment())
            .with("origin", label.origin())
            .with("integrationId", claims.ref().integrationId())
            .with("agentId", claims.agentId())
            .with("permissions", String.join(" ", claims.permissions()))
            .with("plan", key.plan())
            .with("signingKeyId", claims.signingKeyId())
            .with("issuedAt", claims.issuedAt())
            .with("expiresAt", claims.expiresAt());
    addMarks(fields, key);
    addLifecycle(fields, key.lifecycle());
    return fields;
  }

  private static void addMarks(AuditFieldsBuilder fields, ApiKeyRecord key) {
    KeyMarks marks = key.marks();
    if (marks != null) {
      fields.with("fingerprint", marks.fingerprint()).with("lastFour", marks.lastFour());
    }
  }

  private static void addLifecycle(AuditFieldsBuilder fields, KeyLifecycle lifecycle) {
    fields.with("predecessorId", lifecycle.predecessorId());
    Rotation rotation = lifecycle.rotation();
    if (rotation != null) {
      fields
          .with("successorId", rotation.successorId())
          .with("grace", rotation.grace())
          .with("deadline", rotation.deadline())
          .with("graceStartedAt", rotation.graceStartedAt());
    }
    KeyRevocation revocation = lifecycle.revocation();
    if (revocation != null) {
      fields
          .with("revokedAt", revocation.at())
          .with("cause", revocation.cause())
          .with("text", revocation.text());
    }
    fields.with("exposedAt", lifecycle.exposedAt());
  }
}
