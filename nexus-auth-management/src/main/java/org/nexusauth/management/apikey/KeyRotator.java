package org.nexusauth.management.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.KeyGenerator.ClaimChoice;
import org.nexusauth.management.apikey.KeyGenerator.KeyOwner;
import org.nexusauth.management.apikey.KeyGenerator.RecordedKey;
import org.nexusauth.management.apikey.idempotency.IdempotencyCheck;
import org.nexusauth.management.apikey.idempotency.RequestDigest;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.KeyRecordUpdates;
import org.nexusauth.management.apikey.record.StoredKeyRevocation;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;

/** Replaces keys by successors. */
final class KeyRotator {
  private static final Duration MAX_DEADLINE = Duration.ofDays(30);

  private final ManagementPorts ports;
  private final KeyIssuanceSettings issuance;
  private final KeyGenerator generator;
  private final AuditedChanges changes;

  KeyRotator(
      ManagementPorts ports,
      KeyIssuanceSettings issuance,
      KeyGenerator generator,
      AuditedChanges changes) {
    this.ports = ports;
    this.issuance = issuance;
    this.generator = generator;
    this.changes = changes;
  }

  GenerationResult rotateKey(
      ChangeContext context, KeyRef ref, KeyRotationRequest order, ExpectedVersion version) {
    requireValid(order);
    IdempotencyCheck request = new IdempotencyCheck(context, digestOf(ref, order));
    request.validate();
    ApiKeyRecord found = ports.records().read(all -> KeyViews.requireKey(all, ref));
    KeyStatus status = statusOf(found);
    KeyOwner owner = generator.findOwner(ref.organizationId(), ref.integrationId());
    SigningKey signingKey = issuance.signingKey().get();
    RecordedKey recorded =
        changes.makeChange(
            context,
            change -> {
              Optional<RecordedKey> earlier = KeyGenerator.findEarlier(change, request, ref);
              if (earlier.isPresent()) {
                return earlier.get();
              }
              ApiKeyRecord old = KeyViews.requireKey(change.records(), ref);
              VersionCheck.requireVersion(version, old.version());
              generator.requireUsable(change, owner);
              requireRotatable(old, status, change.now());
              ApiKeyRecord successor = newSuccessor(change, owner, old, signingKey);
              writeRotation(change, old, successor, order);
              request.remember(change, successor.ref().keyId());
              return new RecordedKey(successor, false);
            });
    return generator.toResult(context, recorded, signingKey);
  }

  private static String digestOf(KeyRef ref, KeyRotationRequest order) {
    return RequestDigest.digestOf(
        List.of(
            "rotate",
            ref.organizationId(),
            ref.integrationId(),
            ref.keyId(),
            order.grace(),
            order.deadline()));
  }

  private static void requireValid(KeyRotationRequest order) {
    InputErrors errors = new InputErrors();
    if (order.deadline().toSeconds() < 1 || order.deadline().compareTo(MAX_DEADLINE) > 0) {
      errors.add(
          "deadline", "The deadline must be at least a second from now, and at most 30 days.");
    }
    if (order.grace().isNegative() || order.grace().compareTo(order.deadline()) > 0) {
      errors.add("grace", "The grace must not be negative, and not be longer than the deadline.");
    }
    errors.throwIfAny();
  }

  private KeyStatus statusOf(ApiKeyRecord key) {
    try {
      return ports.revocations().statusOf(key.claims().subject());
    } catch (StatusUnavailableException e) {
      throw ManagementException.unavailable(
          "The revocation store cannot be reached, so nothing was changed. Try again later.", e);
    }
  }

  private static void requireRotatable(ApiKeyRecord old, KeyStatus status, Instant now) {
    RotationObstacle.find(old, KeyStates.stateOf(old, status, now))
        .ifPresent(
            obstacle -> {
              throw conflict(obstacle.advice());
            });
  }

  private static ManagementException conflict(String message) {
    return ManagementException.of(Kind.CONFLICT, message);
  }

  private ApiKeyRecord newSuccessor(
      AuditedWriter change, KeyOwner owner, ApiKeyRecord old, SigningKey signingKey) {
    KeyClaims claims =
        generator.newClaims(
            owner.integration(),
            new ClaimChoice(
                old.claims().permissions(), old.plan(), generator.shorten(lifetimeOf(old))),
            change.now(),
            signingKey);
    KeyLabel label =
        new KeyLabel(
            old.label().name(),
            old.label().environment(),
            Origin.ISSUED,
            change.actor().name(),
            change.now());
    KeyLifecycle lifecycle = new KeyLifecycle(old.ref().keyId(), null, null, null);
    return new ApiKeyRecord(claims, label, null, lifecycle, 1);
  }

  /** Keys that were issued here say both. */
  private static Duration lifetimeOf(ApiKeyRecord old) {
    return Duration.between(
        Objects.requireNonNull(old.claims().issuedAt()),
        Objects.requireNonNull(old.claims().expiresAt()));
  }

  private static void writeRotation(
      AuditedWriter change, ApiKeyRecord old, ApiKeyRecord successor, KeyRotationRequest order) {
    Rotation rotation =
        new Rotation(
            successor.ref().keyId(),
            change.now(),
            change.actor().name(),
            order.grace(),
            deadlineOf(old, order, change.now()),
            null);
    RotationNotice notice = RotationNotice.of(rotation.startedAt());
    Revocation inForce =
        change
            .revocations()
            .revoke(
                new Revocation(
                    Subject.of(old.claims().subject()),
                    rotation.deadline(),
                    null,
                    old.claims().expiresAt(),
                    notice.reason()));
    if (!inForce.reason().equals(notice.reason())) {
      throw conflict(RotationObstacle.REVOKED.advice());
    }
    AuditedKeyWriter.insertKey(change, "key.create", successor);
    AuditedKeyWriter.updateKey(
        change, "key.rotate", old, KeyRecordUpdates.withRotation(old, rotation));
  }

  /** In whole seconds, as clients are informed of it; no later than the key expires. */
  private static Instant deadlineOf(ApiKeyRecord old, KeyRotationRequest order, Instant now) {
    Instant deadline = now.plus(order.deadline()).truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = old.claims().expiresAt();
    if (expiresAt != null && expiresAt.isBefore(deadline)) {
      return expiresAt;
    }
    return deadline;
  }

  /**
   * Cancels a rotation whose successor was never used: the old key stays, the new one is revoked.
   */
  void cancelRotation(ChangeContext context, KeyRef ref, ExpectedVersion version) {
    changes.makeChange(
        context,
        change -> {
          ApiKeyRecord old = KeyViews.requireKey(change.records(), ref);
          VersionCheck.requireVersion(version, old.version());
          ApiKeyRecord successor = requireUnusedSuccessor(change, old);
          withdrawNotice(change, old);
          AuditedKeyWriter.updateKey(
              change, "key.cancel-rotation", old, KeyRecordUpdates.withRotation(old, null));
          if (successor.lifecycle().revocation() == null) {
            KeyRevocation revocation =
                new KeyRevocation(
                    change.now(),
                    change.actor().name(),
                    KeyRevocation.Cause.OTHER,
                    "rotation cancelled");
            KeyRevocationWriter.writeRevoked(change, successor, revocation);
          }
          return true;
        });
  }

  private static ApiKeyRecord requireUnusedSuccessor(AuditedWriter change, ApiKeyRecord old) {
    Rotation rotation = old.lifecycle().rotation();
    if (rotation == null) {
      throw conflict("This key is not being rotated.");
    }
    KeyRef successor = successorOf(old, rotation);
    if (rotation.graceStartedAt() != null || change.records().findKeyUse(successor).isPresent()) {
      throw conflict(
          "The new key has been used, so the rotation cannot be cancelled. To go back, revoke the"
              + " new key and generate another one.");
    }
    return KeyViews.requireKey(change.records(), successor);
  }

  static KeyRef successorOf(ApiKeyRecord old, Rotation rotation) {
    return new KeyRef(
        old.ref().organizationId(), old.ref().integrationId(), rotation.successorId());
  }

  /** A revocation that an operator has scheduled stays. */
  private static void withdrawNotice(AuditedWriter change, ApiKeyRecord old) {
    Subject subject = Subject.of(old.claims().subject());
    if (!change.revocations().withdrawScheduled(subject)) {
      throw conflict("The old key has ended, or ends now: the rotation cannot be cancelled.");
    }
    KeyRevocation scheduled = old.lifecycle().revocation();
    if (scheduled != null) {
      StoredKeyRevocation.write(change, old, scheduled);
    }
  }
}
