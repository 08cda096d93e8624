package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.nexusauth.revocation.StatusUnavailableException;

/** Asks a store again while it does not know, for a while. */
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Await() {}

  /** Waits until something is so; fails with a text when it is not in time. */
  static void until(BooleanSupplier isSo, Supplier<String> otherwise) {
    until(LONGEST, isSo, otherwise);
  }

  /** As the other one, for so long at most. */
  static void until(Duration longest, BooleanSupplier isSo, Supplier<String> otherwise) {
    long start = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - start > longest.toNanos()) {
        fail(otherwise.get() + ", for " + longest.toSeconds() + " s");
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  /** Returns the first answer; what is thrown when there was none in time is thrown on. */
  static <T> T untilKnown(Supplier<T> question) {
    long start = System.nanoTime();
    while (true) {
      try {
        T answer = question.get();
        assertNotNull(answer, "an answer that is null is none");
        return answer;
      } catch (StatusUnavailableException e) {
        if (System.nanoTime() - start > LONGEST.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    }
  }
}
