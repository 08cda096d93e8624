package org.nexusauth.faults.stuck;

import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;

/** A store of somebody's own whose behaviour changes; counts who is in it. Thread-safe. */
final class OwnStore implements RevocationStore {
  static final RevocationStore GOOD = key -> KeyStatus.active();

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private volatile RevocationStore behaviour = GOOD;

  void behave(RevocationStore next) {
    behaviour = next;
  }

  int mostInside() {
    return mostInside.get();
  }

  int inside() {
    return inside.get();
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    int now = inside.incrementAndGet();
    mostInside.accumulateAndGet(now, Math::max);
    try {
      return behaviour.statusOf(key);
    } finally {
      inside.decrementAndGet();
    }
  }
}
