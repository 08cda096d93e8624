package org.nexusauth.status;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this node has revoked at a store that is asked, stored there or not: it is refused here
 * whatever the store says. Thread-safe.
 */
final class OwnRevocations {
  private final Snapshot snapshot = new Snapshot();
  private final Clock clock;

  OwnRevocations(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(Revocation revocation) {
    long now = clock.millis();
    snapshot.apply(List.of(Change.of(revocation)), now);
    snapshot.advance(now);
  }

  /** Returns the status of a key that was revoked here; null for others. */
  @Nullable KeyStatus find(KeySubject key) {
    if (snapshot.version() == 0) {
      return null; // Nothing was: no ids need be made.
    }
    KeyStatus status = snapshot.statusOf(SubjectIds.of(key), clock.millis());
    return status.state() == KeyStatus.State.REVOKED ? status : null;
  }
}
