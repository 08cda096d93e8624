package org.nexusauth.management.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a message is tried again: after longer and longer pauses, over a day, each up to a fifth
 * shorter or longer so that receivers are not met by all senders at once.
 */
final class RetrySchedule {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(8),
          Duration.ofHours(10));
  private static final double JITTER = 0.2;

  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1, 1 excluded
   */
  RetrySchedule(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * Returns when it is tried again; empty if it is given up.
   *
   * @param attempts how often it was tried
   */
  Optional<Instant> nextAttempt(int attempts, Instant now) {
    if (attempts > PAUSES.size()) {
      return Optional.empty();
    }
    double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    long millis = Math.round(PAUSES.get(attempts - 1).toMillis() * factor);
    return Optional.of(now.plusMillis(millis));
  }
}
