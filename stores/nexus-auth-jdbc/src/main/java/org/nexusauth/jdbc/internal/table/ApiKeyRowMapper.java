package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JsonColumn;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.Rotation;

/** A key's record as a row. */
final class ApiKeyRowMapper {
  /** What is read; the rest is for searching. */
  static final String COLUMNS =
      "k.organization_id, k.integration_id, k.key_id, k.issuer, k.agent_id, k.permissions, k.plan,"
          + " k.assigned_plan, k.signing_key_id, k.issued_at, k.expires_at, k.name, k.environment, k.origin,"
          + " k.created_by, k.created_at, k.fingerprint, k.last_four, k.predecessor_id,"
          + " k.successor_id, k.rotation_started_at, k.rotation_started_by, k.grace,"
          + " k.rotation_deadline, k.grace_started_at, k.revoked_at, k.revoked_by,"
          + " k.revocation_cause, k.revocation_text, k.exposed_at, k.version";

  private ApiKeyRowMapper() {}

  static Parameters toRow(ApiKeyRecord key) {
    Parameters row = new Parameters();
    addClaims(row, key.claims());
    addLabel(row, key);
    addMarks(row, key.marks());
    addRotation(row, key.lifecycle().rotation());
    addRevocation(row, key.lifecycle().revocation());
    return row.text("predecessor_id", key.lifecycle().predecessorId())
        .instant("ends_at", key.lifecycle().endsAt())
        .instant("exposed_at", key.lifecycle().exposedAt())
        .number("version", key.version());
  }

  private static void addClaims(Parameters row, KeyClaims claims) {
    row.text("organization_id", claims.ref().organizationId())
        .text("integration_id", claims.ref().integrationId())
        .text("key_id", claims.ref().keyId())
        .text("issuer", claims.issuer())
        .text("agent_id", claims.agentId())
        .text("permissions", JsonColumn.ofList(claims.permissions()))
        .text("plan", claims.plan())
        .text("signing_key_id", claims.signingKeyId())
        .instant("issued_at", claims.issuedAt())
        .instant("expires_at", claims.expiresAt());
  }

  private static void addLabel(Parameters row, ApiKeyRecord key) {
    KeyLabel label = key.label();
    row.text("name", label.name())
        .text("search_text", NameOrder.searchTextOf(label.name(), key.ref().keyId()))
        .text("environment", label.environment().name())
        .text("origin", label.origin().name())
        .text("created_by", label.createdBy())
        .instant("created_at", label.createdAt())
        .text("assigned_plan", label.assignedPlan());
  }

  private static void addMarks(Parameters row, @Nullable KeyMarks marks) {
    if (marks == null) {
      row.text("fingerprint", null).text("last_four", null);
    } else {
      row.text("fingerprint", marks.fingerprint()).text("last_four", marks.lastFour());
    }
  }

  private static void addRotation(Parameters row, @Nullable Rotation rotation) {
    if (rotation == null) {
      row.text("successor_id", null)
          .instant("rotation_started_at", null)
          .text("rotation_started_by", null)
          .text("grace", null)
          .instant("rotation_deadline", null)
          .instant("grace_started_at", null);
    } else {
      row.text("successor_id", rotation.successorId())
          .instant("rotation_started_at", rotation.startedAt())
          .text("rotation_started_by", rotation.startedBy())
          .text("grace", rotation.grace().toString())
          .instant("rotation_deadline", rotation.deadline())
          .instant("grace_started_at", rotation.graceStartedAt());
    }
  }

  private static void addRevocation(Parameters row, @Nullable KeyRevocation revocation) {
    if (revocation == null) {
      row.instant("revoked_at", null)
          .text("revoked_by", null)
          .text("revocation_cause", null)
          .text("revocation_text", null);
    } else {
      row.instant("revoked_at", revocation.at())
          .text("revoked_by", revocation.by())
          .text("revocation_cause", revocation.cause().name())
          .text("revocation_text", revocation.text());
    }
  }

  static ApiKeyRecord toRecord(ResultRow row) throws SQLException {
    return new ApiKeyRecord(
        readClaims(row), readLabel(row), readMarks(row), readLifecycle(row), row.number("version"));
  }

  private static KeyClaims readClaims(ResultRow row) throws SQLException {
    return new KeyClaims(
        row.textOrNull("issuer"),
        new KeyRef(row.text("organization_id"), row.text("integration_id"), row.text("key_id")),
        row.textOrNull("agent_id"),
        JsonColumn.toList(row.text("permissions")),
        row.textOrNull("plan"),
        row.textOrNull("signing_key_id"),
        row.instantOrNull("issued_at"),
        row.instantOrNull("expires_at"));
  }

  private static KeyLabel readLabel(ResultRow row) throws SQLException {
    return new KeyLabel(
        row.text("name"),
        Environment.valueOf(row.text("environment")),
        KeyLabel.Origin.valueOf(row.text("origin")),
        row.text("created_by"),
        row.instant("created_at"),
        row.textOrNull("assigned_plan"));
  }

  private static @Nullable KeyMarks readMarks(ResultRow row) throws SQLException {
    String fingerprint = row.textOrNull("fingerprint");
    if (fingerprint == null) {
      return null;
    }
    return new KeyMarks(fingerprint, row.text("last_four"));
  }

  private static KeyLifecycle readLifecycle(ResultRow row) throws SQLException {
    return new KeyLifecycle(
        row.textOrNull("predecessor_id"),
        readRotation(row),
        readRevocation(row),
        row.instantOrNull("exposed_at"));
  }

  private static @Nullable Rotation readRotation(ResultRow row) throws SQLException {
    String successor = row.textOrNull("successor_id");
    if (successor == null) {
      return null;
    }
    return new Rotation(
        successor,
        row.instant("rotation_started_at"),
        row.text("rotation_started_by"),
        Duration.parse(row.text("grace")),
        row.instant("rotation_deadline"),
        row.instantOrNull("grace_started_at"));
  }

  private static @Nullable KeyRevocation readRevocation(ResultRow row) throws SQLException {
    Instant at = row.instantOrNull("revoked_at");
    if (at == null) {
      return null;
    }
    return new KeyRevocation(
        at,
        row.text("revoked_by"),
        KeyRevocation.Cause.valueOf(row.text("revocation_cause")),
        row.text("revocation_text"));
  }
}
