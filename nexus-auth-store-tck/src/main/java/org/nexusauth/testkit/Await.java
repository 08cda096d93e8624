package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.nexusauth.revocation.StatusUnavailableException;

/** Waits for conditions and answers, for a limited time. */
final class Await {
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private Await() {}

  /** Waits until a condition is true; fails with a text when it is not in time. */
  static void until(BooleanSupplier condition, Supplier<String> failure) {
    until(MAX_WAIT, condition, failure);
  }

  /** Waits for the given time at most. */
  static void until(Duration maxWait, BooleanSupplier condition, Supplier<String> failure) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > maxWait.toNanos()) {
        fail(failure.get() + ", for " + maxWait.toSeconds() + " s");
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  /** Returns what a call of a limit store returns; rethrows the last failure as above. */
  static <T> T untilAnswered(Supplier<T> call) {
    long start = System.nanoTime();
    while (true) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        if (System.nanoTime() - start > MAX_WAIT.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    }
  }

  /** Returns the first answer; rethrows the last failure when there is none in time. */
  static <T> T untilAvailable(Supplier<T> query) {
    long start = System.nanoTime();
    while (true) {
      try {
        T answer = query.get();
        assertNotNull(answer, "the answer must not be null");
        return answer;
      } catch (StatusUnavailableException e) {
        if (System.nanoTime() - start > MAX_WAIT.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    }
  }
}
