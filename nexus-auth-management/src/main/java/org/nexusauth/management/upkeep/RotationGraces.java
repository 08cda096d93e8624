package org.nexusauth.management.upkeep;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.nexusauth.management.apikey.record.BackgroundKeyChanges;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;

/**
 * Begins the grace of old keys once their successors are used. All nodes may do so at the same
 * time: each rotation begins its grace once. Thread-safe.
 */
public final class RotationGraces {
  private static final int BATCH = 50;

  private final ManagementPorts ports;
  private final AuditedChanges changes;

  /** Begins graces through ports. */
  public RotationGraces(ManagementPorts ports) {
    this.ports = ports;
    this.changes = new AuditedChanges(ports);
  }

  /**
   * Begins the graces of all rotations whose successor has been used. Call it each second, after
   * uses were flushed; a crash between two calls changes nothing.
   *
   * @return how many began
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE}; what
   *     has not begun begins at a later call
   */
  public int beginDueGraces() {
    int begun = 0;
    List<ApiKeyRecord> due;
    do {
      due = ports.records().read(all -> all.listRotationsToAdvance(ports.now(), BATCH));
      int more = beginGraces(due);
      if (more == 0) {
        return begun; // Another node was faster.
      }
      begun += more;
    } while (due.size() == BATCH);
    return begun;
  }

  /**
   * In one change: all nodes do this at the same time, and of many small changes each would wait
   * for those of the other nodes.
   */
  private int beginGraces(List<ApiKeyRecord> due) {
    if (due.isEmpty()) {
      return 0;
    }
    return changes.makeChange(
        BackgroundActor.named("rotation"),
        change -> (int) due.stream().filter(old -> writeGraceIfDue(change, old.ref())).count());
  }

  /**
   * Begins the grace of one old key, if its successor was used and it has not begun.
   *
   * @return whether it began
   */
  public boolean beginGrace(KeyRef old) {
    return changes.makeChange(
        BackgroundActor.named("rotation"), change -> writeGraceIfDue(change, old));
  }

  private static boolean writeGraceIfDue(AuditedWriter change, KeyRef ref) {
    Optional<ApiKeyRecord> found = change.records().findApiKey(ref);
    if (found.isEmpty()) {
      return false;
    }
    ApiKeyRecord old = found.get();
    Rotation rotation = old.lifecycle().rotation();
    if (rotation == null
        || rotation.graceStartedAt() != null
        || old.lifecycle().revocation() != null) {
      return false;
    }
    KeyRef successor =
        new KeyRef(ref.organizationId(), ref.integrationId(), rotation.successorId());
    Optional<KeyUse> use = change.records().findKeyUse(successor);
    use.ifPresent(first -> writeGrace(change, old, rotation, first.firstAt()));
    return use.isPresent();
  }

  /** The second revocation covers the first one unless the deadline is earlier. */
  private static void writeGrace(
      AuditedWriter change, ApiKeyRecord old, Rotation rotation, Instant firstUse) {
    Rotation started =
        new Rotation(
            rotation.successorId(),
            rotation.startedAt(),
            rotation.startedBy(),
            rotation.grace(),
            rotation.deadline(),
            firstUse.truncatedTo(ChronoUnit.SECONDS));
    change.revocations().revoke(endOf(old, started));
    BackgroundKeyChanges.writeGrace(change, old, started);
  }

  /** Returns the revocation that ends the old key of a rotation. */
  static Revocation endOf(ApiKeyRecord old, Rotation rotation) {
    return new Revocation(
        Subject.of(old.claims().subject()),
        rotation.endsAt(),
        null,
        old.claims().expiresAt(),
        RotationNotice.of(rotation.startedAt()).reason());
  }
}
