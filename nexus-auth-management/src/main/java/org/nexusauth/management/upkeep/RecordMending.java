package org.nexusauth.management.upkeep;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.apikey.record.BackgroundKeyChanges;
import org.nexusauth.management.apikey.record.StoredKeyRevocation;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.directory.SuspensionReconciler;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;

/**
 * Compares single records with the revocation store, and mends them. A difference is looked at
 * again in a transaction: no service changes either side then.
 */
final class RecordMending {
  private static final String STORE = "the revocation store";

  private final ManagementPorts ports;
  private final RevocationReader reader;
  private final AuditedChanges changes;

  RecordMending(ManagementPorts ports, RevocationReader reader) {
    this.ports = ports;
    this.reader = reader;
    this.changes = new AuditedChanges(ports);
  }

  /** Returns 1 if a record was mended, else 0. */
  private int mend(String what, Predicate<AuditedWriter> work) {
    boolean mended = changes.makeChange(BackgroundActor.named("reconciler"), work::test);
    if (!mended) {
      return 0;
    }
    Log.mended(what);
    return 1;
  }

  int mendAgent(Agent seen) {
    Subject subject = Subject.agent(seen.id());
    if (isSame(seen.restriction(), suspensionOf(subject))) {
      return 0;
    }
    return mend(
        "agent " + seen.id(),
        change -> {
          Suspension wanted = suspensionOf(subject);
          Optional<Agent> known =
              change
                  .records()
                  .findAgent(seen.organizationId(), seen.id())
                  .filter(one -> !isSame(one.restriction(), wanted));
          known.ifPresent(one -> SuspensionReconciler.mendAgent(change, one, wanted));
          return known.isPresent();
        });
  }

  int mendIntegration(Integration seen) {
    Subject subject = Subject.integration(seen.id());
    if (isSame(seen.disablement(), suspensionOf(subject))) {
      return 0;
    }
    return mend(
        "integration " + seen.id(),
        change -> {
          Suspension wanted = suspensionOf(subject);
          Optional<Integration> known =
              change
                  .records()
                  .findIntegration(seen.organizationId(), seen.id())
                  .filter(one -> !isSame(one.disablement(), wanted));
          known.ifPresent(one -> SuspensionReconciler.mendIntegration(change, one, wanted));
          return known.isPresent();
        });
  }

  private @Nullable Suspension suspensionOf(Subject subject) {
    if (reader.inForce(subject).switchState() instanceof SwitchedOff off) {
      return new Suspension(off.since(), STORE, off.reason());
    }
    return null;
  }

  private static boolean isSame(@Nullable Suspension one, @Nullable Suspension other) {
    return (one == null) == (other == null);
  }

  int mendKey(ApiKeyRecord seen) {
    if (!differs(seen)) {
      return 0;
    }
    return mend(
        "key " + seen.ref().keyId(),
        change -> {
          Optional<ApiKeyRecord> known =
              change.records().findApiKey(seen.ref()).filter(this::differs);
          known.ifPresent(key -> mendKey(change, key));
          return known.isPresent();
        });
  }

  private boolean differs(ApiKeyRecord key) {
    Revocation inStore = earliestRevocation(key);
    return lacksRevocation(key, inStore)
        || lacksEnd(key.lifecycle().rotation(), inStore)
        || lacksRecorded(key.lifecycle().revocation(), inStore);
  }

  /** The store has a revocation, and the record has neither one nor a rotation. */
  private boolean lacksRevocation(ApiKeyRecord key, @Nullable Revocation inStore) {
    if (inStore == null || key.lifecycle().revocation() != null) {
      return false;
    }
    return key.lifecycle().rotation() == null || !isNotice(inStore);
  }

  /** The record has a rotation, and the store does not end the old key. */
  private static boolean lacksEnd(@Nullable Rotation rotation, @Nullable Revocation inStore) {
    if (rotation == null) {
      return false;
    }
    return inStore == null || inStore.effectiveAt().isAfter(rotation.endsAt());
  }

  /**
   * The record has a revocation, and the store none that takes effect by then. Nothing withdraws a
   * recorded revocation, so the store has lost it: between the two writes of a cancelled rotation,
   * or since it was restored from a copy.
   */
  private boolean lacksRecorded(@Nullable KeyRevocation recorded, @Nullable Revocation inStore) {
    if (recorded == null) {
      return false;
    }
    // One that took effect when it was written has the store's instant, which is no later than now.
    Instant latest = ports.now();
    if (recorded.at().isAfter(latest)) {
      latest = recorded.at();
    }
    return inStore == null || inStore.effectiveAt().isAfter(latest);
  }

  private @Nullable Revocation earliestRevocation(ApiKeyRecord key) {
    SubjectStatus status = reader.inForce(Subject.of(key.claims().subject()));
    return status.revocations().stream()
        .filter(one -> one.issuedBefore() == null)
        .min(Comparator.comparing(Revocation::effectiveAt))
        .orElse(null);
  }

  private static boolean isNotice(Revocation revocation) {
    return RotationNotice.find(revocation.reason()).isPresent();
  }

  private void mendKey(AuditedWriter change, ApiKeyRecord key) {
    Revocation inStore = earliestRevocation(key);
    if (restoreLost(change, key, inStore)) {
      BackgroundKeyChanges.noteMended(change, key);
      return;
    }
    if (inStore != null && !isWithdrawn(change, key, inStore)) {
      BackgroundKeyChanges.writeRevocation(change, key, revocationOf(inStore));
    }
  }

  /** Writes what the record has and the store has not; returns whether there was anything. */
  private boolean restoreLost(
      AuditedWriter change, ApiKeyRecord key, @Nullable Revocation inStore) {
    Rotation rotation = key.lifecycle().rotation();
    KeyRevocation recorded = key.lifecycle().revocation();
    boolean restored = false;
    if (rotation != null && lacksEnd(rotation, inStore)) {
      change.revocations().revoke(RotationGraces.endOf(key, rotation));
      restored = true;
    }
    if (recorded != null && lacksRecorded(recorded, inStore)) {
      StoredKeyRevocation.write(change, key, recorded);
      restored = true;
    }
    return restored;
  }

  /** A notice without a rotation is of one that was never committed: the key stays. */
  private boolean isWithdrawn(AuditedWriter change, ApiKeyRecord key, Revocation inStore) {
    if (!isNotice(inStore) || !inStore.effectiveAt().isAfter(ports.now())) {
      return false;
    }
    boolean withdrawn = change.revocations().withdrawScheduled(Subject.of(key.claims().subject()));
    if (withdrawn) {
      BackgroundKeyChanges.noteMended(change, key);
    }
    return withdrawn;
  }

  private static KeyRevocation revocationOf(Revocation inStore) {
    Cause cause = Cause.OTHER;
    if (isNotice(inStore)) {
      cause = Cause.ROTATED;
    }
    return new KeyRevocation(inStore.effectiveAt(), STORE, cause, inStore.reason());
  }
}
