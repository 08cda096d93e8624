package org.nexusauth.management.apikey;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.KeyRecordUpdates;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.plan.ConfiguredPlans;
import org.nexusauth.management.plan.PlanCheck;
import org.nexusauth.management.plan.PlanReplicator;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.RecordReader;

/** Gives keys another plan than they claim. */
final class KeyPlanWriter {
  /** A bound for records that refer to each other in a circle; real chains are short. */
  private static final int MAX_CHAIN = 20;

  private final PlanCheck check;

  KeyPlanWriter(ConfiguredPlans configured) {
    this.check = new PlanCheck(configured);
  }

  void changePlan(AuditedWriter change, ApiKeyRecord key, String plan) {
    check.requireKnown(change.records(), plan);
    if (!key.isValidAt(change.now())) {
      throw ManagementException.of(
          Kind.CONFLICT, "This key has expired or is revoked, so its plan cannot be changed.");
    }
    writePlan(change, key, plan);
    ApiKeyRecord old = key;
    for (int i = 0; i < MAX_CHAIN && old != null; i++) {
      old = writeNeighbour(change, findPredecessor(change, old), plan);
    }
    ApiKeyRecord successor = key;
    for (int i = 0; i < MAX_CHAIN && successor != null; i++) {
      successor = writeNeighbour(change, findSuccessor(change.records(), successor), plan);
    }
  }

  private static @Nullable ApiKeyRecord writeNeighbour(
      AuditedWriter change, Optional<ApiKeyRecord> key, String plan) {
    key.ifPresent(found -> writePlan(change, found, plan));
    return key.orElse(null);
  }

  private static void writePlan(AuditedWriter change, ApiKeyRecord key, String plan) {
    if (nameOf(key.plan()).equals(plan)) {
      return;
    }
    String assigned = plan;
    if (nameOf(key.claims().plan()).equals(plan)) {
      assigned = null;
    } else if (key.label().assignedPlan() == null) {
      requireRoom(change);
    }
    AuditedKeyWriter.updateKey(
        change, "key.change-plan", key, KeyRecordUpdates.withPlan(key, assigned));
  }

  private static String nameOf(@Nullable String plan) {
    return Objects.requireNonNullElse(plan, LimitPlan.DEFAULT);
  }

  private static void requireRoom(AuditedWriter change) {
    int max = PlanReplicator.MAX_ASSIGNMENTS;
    if (change.records().countPlanAssignments(change.now(), max) >= max) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "%s keys have another plan than they were issued with, and there can be no more. Rotate keys: a new key claims the plan that the old one has. Or change the limits of the plan."
              .formatted(max));
    }
  }

  /** Finds the valid key that a key replaces. */
  private static Optional<ApiKeyRecord> findPredecessor(AuditedWriter change, ApiKeyRecord key) {
    String predecessorId = key.lifecycle().predecessorId();
    if (predecessorId == null) {
      return Optional.empty();
    }
    return findNeighbour(change.records(), key, predecessorId)
        .filter(old -> old.lifecycle().rotation() != null && old.isValidAt(change.now()));
  }

  private static Optional<ApiKeyRecord> findSuccessor(RecordReader records, ApiKeyRecord key) {
    Rotation rotation = key.lifecycle().rotation();
    if (rotation == null) {
      return Optional.empty();
    }
    return findNeighbour(records, key, rotation.successorId());
  }

  private static Optional<ApiKeyRecord> findNeighbour(
      RecordReader records, ApiKeyRecord key, String keyId) {
    KeyRef ref = key.ref();
    return records.findApiKey(new KeyRef(ref.organizationId(), ref.integrationId(), keyId));
  }
}
