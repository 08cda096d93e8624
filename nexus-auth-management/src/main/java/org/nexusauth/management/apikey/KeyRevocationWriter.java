package org.nexusauth.management.apikey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.KeyRecordUpdates;
import org.nexusauth.management.apikey.record.RevocationReason;
import org.nexusauth.management.apikey.record.StoredKeyRevocation;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.StatusUnavailableException;

/** Revokes keys, and marks leaked ones. */
final class KeyRevocationWriter {
  private final ManagementPorts ports;
  private final AuditedChanges changes;

  KeyRevocationWriter(ManagementPorts ports, AuditedChanges changes) {
    this.ports = ports;
    this.changes = changes;
  }

  /** Revokes a key. A revocation that takes effect earlier, or then, stays; that is no error. */
  void revokeKey(
      ChangeContext context, KeyRef ref, KeyRevocationRequest order, ExpectedVersion version) {
    requireValid(order);
    changes.makeChange(
        context,
        change -> {
          ApiKeyRecord known = KeyViews.requireKey(change.records(), ref);
          Instant at = effectiveAt(order, change.now());
          requireUseful(order, known);
          if (!isRevokedBy(known, at)) {
            VersionCheck.requireVersion(version, known.version());
            writeRevoked(
                change,
                known,
                new KeyRevocation(at, change.actor().name(), order.cause(), order.text()));
          }
          return true;
        });
  }

  /** Every revocation store keeps milliseconds. */
  private static Instant effectiveAt(KeyRevocationRequest order, Instant now) {
    if (order.at() == null) {
      return now;
    }
    return order.at().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Checks an order, whatever the key. */
  void requireValid(KeyRevocationRequest order) {
    InputErrors errors = new InputErrors();
    if (order.cause() == Cause.ROTATED) {
      errors.add(
          "cause",
          "A rotation gives this cause itself. Rotate the key, or choose leaked, unused, owner-left"
              + " or other.");
    }
    if (order.cause() == Cause.OTHER) {
      errors.checkReason("text", order.text());
    } else {
      errors.checkText("text", RevocationReason.describe(order.cause(), order.text()));
    }
    if (order.at() != null && !order.at().isAfter(ports.now())) {
      errors.add("at", "This time is over. Leave it out to revoke the key immediately.");
    }
    errors.throwIfAny();
  }

  private static void requireUseful(KeyRevocationRequest order, ApiKeyRecord key) {
    Instant expiresAt = key.claims().expiresAt();
    if (order.at() != null && expiresAt != null && order.at().isAfter(expiresAt)) {
      throw new InputErrors()
          .add("at", "The key expires earlier, at %s.".formatted(expiresAt))
          .toException();
    }
  }

  /** A record alone does not count: a store that lost the revocation gets it again. */
  private boolean isRevokedBy(ApiKeyRecord key, Instant at) {
    KeyRevocation known = key.lifecycle().revocation();
    if (known == null || known.at().isAfter(at)) {
      return false;
    }
    return known.at().isAfter(ports.now()) || isRevokedInStore(key);
  }

  private boolean isRevokedInStore(ApiKeyRecord key) {
    try {
      KeyStatus status = ports.revocations().statusOf(key.claims().subject());
      return status.state() == KeyStatus.State.REVOKED;
    } catch (StatusUnavailableException e) {
      return false; // Revoking again does no harm.
    }
  }

  /** Writes the revocation, then the record. The first revocation stays in both. */
  static ApiKeyRecord writeRevoked(
      AuditedWriter change, ApiKeyRecord key, KeyRevocation revocation) {
    Revocation inForce = StoredKeyRevocation.write(change, key, revocation);
    return AuditedKeyWriter.updateKey(
        change,
        "key.revoke",
        key,
        KeyRecordUpdates.withRevocation(key, revocationInForce(key, revocation, inForce)));
  }

  private static KeyRevocation revocationInForce(
      ApiKeyRecord key, KeyRevocation wanted, Revocation inForce) {
    KeyRevocation known = key.lifecycle().revocation();
    if (known != null && !known.at().isAfter(wanted.at())) {
      return known;
    }
    if (inForce.reason().equals(RevocationReason.describe(wanted))) {
      return wanted;
    }
    Rotation rotation = key.lifecycle().rotation();
    if (rotation != null && RotationNotice.find(inForce.reason()).isPresent()) {
      return new KeyRevocation(inForce.effectiveAt(), rotation.startedBy(), Cause.ROTATED, "");
    }
    // Someone has revoked it past these records, for example on the command line.
    return new KeyRevocation(
        inForce.effectiveAt(), "the revocation store", Cause.OTHER, inForce.reason());
  }

  /** Marks a key as exposed, and revokes it if that is wanted. Repeating it changes nothing. */
  void reportLeak(ChangeContext context, KeyRef ref, String source, boolean revoke) {
    String text = "reported by " + source;
    new InputErrors().checkReason("source", source).throwIfAny();
    new InputErrors()
        .checkText("source", RevocationReason.describe(Cause.LEAKED, text))
        .throwIfAny();
    changes.makeChange(
        context,
        change -> {
          ApiKeyRecord key =
              markExposed(change, KeyViews.requireKey(change.records(), ref), source);
          if (revoke && !isRevokedBy(key, change.now())) {
            writeRevoked(
                change,
                key,
                new KeyRevocation(change.now(), change.actor().name(), Cause.LEAKED, text));
          }
          return true;
        });
  }

  private static ApiKeyRecord markExposed(AuditedWriter change, ApiKeyRecord key, String source) {
    if (key.lifecycle().exposedAt() != null) {
      return key;
    }
    return AuditedKeyWriter.updateExposedKey(
        change, key, KeyRecordUpdates.withExposure(key, change.now()), source);
  }
}
