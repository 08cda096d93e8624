package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a key. Its state is computed from this, the revocation store and the time.
 *
 * @param predecessorId the key that it replaces; null for none
 * @param rotation its replacement; null if it has none
 * @param revocation its revocation, also one to come; null if it has none
 * @param exposedAt when it was reported as leaked; null if it was not
 */
public record KeyLifecycle(
    @Nullable String predecessorId,
    @Nullable Rotation rotation,
    @Nullable KeyRevocation revocation,
    @Nullable Instant exposedAt) {

  /** Nothing has happened. */
  public static final KeyLifecycle NEW = new KeyLifecycle(null, null, null, null);

  /**
   * Returns when the key is revoked by its record: the earlier one of its revocation and the end of
   * its rotation; null for never.
   */
  public @Nullable Instant endsAt() {
    Instant rotated = rotation == null ? null : rotation.endsAt();
    if (revocation == null) {
      return rotated;
    }
    if (rotated == null || revocation.at().isBefore(rotated)) {
      return revocation.at();
    }
    return rotated;
  }
}
