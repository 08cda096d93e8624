package org.nexusauth.faults.outage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.testkit.TestKey;

/**
 * A revocation on a thread of its own, and how long the call took.
 *
 * @param start when it began, in nanoseconds
 * @param result what it returned or threw
 * @param took done when it has ended, well or not
 */
record Call(long start, CompletableFuture<Revocation> result, CompletableFuture<Duration> took) {

  static Call of(OutageNode node, TestKey key) {
    long start = System.nanoTime();
    CompletableFuture<Revocation> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> revoke(node, key, result), "caller");
    thread.setDaemon(true);
    thread.start();
    return new Call(
        start, result, result.handle((value, e) -> Duration.ofNanos(System.nanoTime() - start)));
  }

  /** Returns whether it ended well longer ago than this. */
  boolean hasBeenGoodFor(Duration time) {
    return result.isDone()
        && !result.isCompletedExceptionally()
        && System.nanoTime() - start - took.join().toNanos() > time.toNanos();
  }

  private static void revoke(OutageNode node, TestKey key, CompletableFuture<Revocation> result) {
    try {
      result.complete(node.revoke(key));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
