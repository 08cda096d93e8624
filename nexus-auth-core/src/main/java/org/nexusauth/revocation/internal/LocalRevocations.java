package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;

/**
 * What this node has revoked at a store that is asked, stored there or not: it is refused here
 * whatever the store says. Thread-safe.
 */
final class LocalRevocations {
  private final RevocationIndex snapshot = new RevocationIndex();
  private final Clock clock;

  LocalRevocations(Clock clock) {
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
