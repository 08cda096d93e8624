package org.nexusauth.management.apikey.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.Rotation;

/** The next version of a key's record, with one part changed. */
public final class KeyRecordUpdates {
  private KeyRecordUpdates() {}

  /** Returns the record with another name. */
  public static ApiKeyRecord withName(ApiKeyRecord key, String name) {
    KeyLabel label = key.label();
    KeyLabel renamed =
        new KeyLabel(
            name,
            label.environment(),
            label.origin(),
            label.createdBy(),
            label.createdAt(),
            label.assignedPlan());
    return withLabel(key, renamed);
  }

  /** Returns the record with a plan instead of the one that the key claims; null for that one. */
  public static ApiKeyRecord withPlan(ApiKeyRecord key, @Nullable String plan) {
    KeyLabel label = key.label();
    return withLabel(
        key,
        new KeyLabel(
            label.name(),
            label.environment(),
            label.origin(),
            label.createdBy(),
            label.createdAt(),
            plan));
  }

  private static ApiKeyRecord withLabel(ApiKeyRecord key, KeyLabel label) {
    return new ApiKeyRecord(key.claims(), label, key.marks(), key.lifecycle(), key.version() + 1);
  }

  /** Returns the record with the marks of its text. */
  public static ApiKeyRecord withMarks(ApiKeyRecord key, KeyMarks marks) {
    return new ApiKeyRecord(key.claims(), key.label(), marks, key.lifecycle(), key.version() + 1);
  }

  /** Returns the record with a revocation. */
  public static ApiKeyRecord withRevocation(ApiKeyRecord key, KeyRevocation revocation) {
    KeyLifecycle old = key.lifecycle();
    return withLifecycle(
        key, new KeyLifecycle(old.predecessorId(), old.rotation(), revocation, old.exposedAt()));
  }

  /** Returns the record with a rotation, or none. */
  public static ApiKeyRecord withRotation(ApiKeyRecord key, @Nullable Rotation rotation) {
    KeyLifecycle old = key.lifecycle();
    return withLifecycle(
        key, new KeyLifecycle(old.predecessorId(), rotation, old.revocation(), old.exposedAt()));
  }

  /** Returns the record with the instant at which it was reported as leaked. */
  public static ApiKeyRecord withExposure(ApiKeyRecord key, Instant exposedAt) {
    KeyLifecycle old = key.lifecycle();
    return withLifecycle(
        key, new KeyLifecycle(old.predecessorId(), old.rotation(), old.revocation(), exposedAt));
  }

  private static ApiKeyRecord withLifecycle(ApiKeyRecord key, KeyLifecycle lifecycle) {
    return new ApiKeyRecord(key.claims(), key.label(), key.marks(), lifecycle, key.version() + 1);
  }
}
