package org.nexusauth.management.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key is being replaced. Belongs to the old key's record.
 *
 * @param successorId the id of the new key, of the same integration
 * @param startedAt when the new key was made
 * @param startedBy the operator who made it
 * @param grace how long the old key is valid after the new one's first use
 * @param deadline when the old key ends whatever happens
 * @param graceStartedAt the new key's first use; null before it
 */
public record Rotation(
    String successorId,
    Instant startedAt,
    String startedBy,
    Duration grace,
    Instant deadline,
    @Nullable Instant graceStartedAt) {

  /** Returns when the old key ends: the deadline, or the end of the grace if that is earlier. */
  public Instant endsAt() {
    if (graceStartedAt == null || graceStartedAt.plus(grace).isAfter(deadline)) {
      return deadline;
    }
    return graceStartedAt.plus(grace);
  }
}
