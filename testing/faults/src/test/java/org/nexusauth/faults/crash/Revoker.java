package org.nexusauth.faults.crash;

import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.revocation.StatusUnavailableException;

/** A thread that revokes one key after the other, whatever becomes of the engine. */
final class Revoker implements Runnable {
  private static final AtomicInteger IDS = new AtomicInteger();

  private final Opened store;
  private final Acknowledged acknowledged;
  private volatile boolean over;

  Revoker(Opened store, Acknowledged acknowledged) {
    this.store = store;
    this.acknowledged = acknowledged;
  }

  @Override
  public void run() {
    while (!over) {
      String id = "key_" + IDS.incrementAndGet();
      try {
        store.revoke(id);
        acknowledged.add(id);
      } catch (StatusUnavailableException e) {
        Thread.onSpinWait(); // Killed: nothing was promised.
      }
    }
  }

  void end() {
    over = true;
  }
}
