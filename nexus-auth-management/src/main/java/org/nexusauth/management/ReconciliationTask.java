package org.nexusauth.management;

import java.time.Duration;
import org.nexusauth.management.upkeep.RecordReconciler;

/**
 * Compares all records with the revocation store, a part at each call, and rests between two
 * passes. Used by one thread.
 */
final class ReconciliationTask implements Runnable {
  private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();

  private final RecordReconciler reconciler;
  private long restsSince = System.nanoTime() - REST_NANOS;

  ReconciliationTask(RecordReconciler reconciler) {
    this.reconciler = reconciler;
  }

  @Override
  public void run() {
    if (System.nanoTime() - restsSince < REST_NANOS) {
      return;
    }
    reconciler.reconcileNext();
    if (reconciler.isAtStart()) {
      restsSince = System.nanoTime();
    }
  }
}
