package org.nexusauth.faults.crash;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a process lives until it is killed, and how busy it is: it revokes at random instants,
 * for the last time in the last ten seconds.
 *
 * @param age in milliseconds
 * @param pause the longest time between two revocations, in milliseconds
 */
record ProcessLifetime(long age, long pause) {
  /** From this age on a process is old: H2 2.5.252 loses commits after some 45 s. */
  static final long OLD = 50_000;

  private static final long MIN_PAUSE = 100;
  private static final double LONGEST_PER_SHORTEST = 600;
  private static final long LAST_WITHIN = 10_000;

  /** Draws an age and, on a logarithmic scale from 100 ms to 60 s, a pause. */
  static ProcessLifetime draw(long minAge, long maxAge) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    double factor = Math.pow(LONGEST_PER_SHORTEST, random.nextDouble());
    return new ProcessLifetime(random.nextLong(minAge, maxAge), Math.round(MIN_PAUSE * factor));
  }

  boolean isOld() {
    return age >= OLD;
  }

  /** Runs a revocation from time to time, and returns before the age is reached. */
  void spend(Runnable revoke) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long start = System.nanoTime();
    long last = age - random.nextLong(Math.min(LAST_WITHIN, age));
    for (long at = random.nextLong(pause); at < last; at += 1 + random.nextLong(pause)) {
      waitUntil(start, at);
      revoke.run();
    }
    waitUntil(start, last);
    revoke.run();
  }

  /** Waits until a number of milliseconds after a start. */
  static void waitUntil(long start, long millis) {
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
