package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;

/**
 * What this node has revoked at a remote store, stored there or not: on this node it stays revoked,
 * whatever the store answers. Thread-safe.
 */
final class LocalRevocations {
  private final RevocationIndex index = new RevocationIndex();
  private final Clock clock;
  private final Object writing = new Object();

  LocalRevocations(Clock clock) {
    this.clock = clock;
  }

  /** Adds a revocation, unless another node can withdraw it: the store returns that one. */
  void add(Revocation revocation) {
    if (RemoteWriter.canBeWithdrawn(revocation, clock.instant())) {
      return;
    }
    synchronized (writing) {
      long now = clock.millis();
      index.applyChanges(List.of(Change.of(revocation)), now);
      index.advanceTo(now);
    }
  }

  /** Returns the status of a key that was revoked here; null for others. */
  @Nullable KeyStatus find(KeySubject key) {
    if (index.version() == 0) {
      return null; // Nothing was revoked here: no ids need be computed.
    }
    KeyStatus status = index.statusOf(HashedKeySubject.of(key), clock.millis());
    if (status.state() == KeyStatus.State.REVOKED) {
      return status;
    }
    return null;
  }
}
