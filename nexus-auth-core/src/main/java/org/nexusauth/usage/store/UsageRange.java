package org.nexusauth.usage.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A time range in equal steps, in UTC.
 *
 * @param from the start, a multiple of the step since 1970
 * @param to the end, exclusive; a multiple of the step
 * @param step whole minutes below an hour, whole hours below a day, or whole days
 */
public record UsageRange(Instant from, Instant to, Duration step) {
  /** The maximum number of steps. */
  public static final int MAX_STEPS = 1_500;

  /** Checks step and bounds. */
  public UsageRange {
    long seconds = step.toSeconds();
    if (seconds < 60 || !isMultiple(seconds)) {
      throw new IllegalArgumentException("a step is whole minutes, hours or days: " + step);
    }
    if (from.getEpochSecond() % seconds != 0 || to.getEpochSecond() % seconds != 0) {
      throw new IllegalArgumentException("a range begins and ends with a step of " + step);
    }
    long steps = (to.getEpochSecond() - from.getEpochSecond()) / seconds;
    if (steps < 1 || steps > MAX_STEPS) {
      throw new IllegalArgumentException("a range has 1 to " + MAX_STEPS + " steps: " + steps);
    }
  }

  private static boolean isMultiple(long seconds) {
    if (seconds < 3_600) {
      return seconds % 60 == 0;
    }
    return seconds % (seconds < 86_400 ? 3_600 : 86_400) == 0;
  }

  /** Returns the range of so many steps that ends with the step that an instant is in. */
  public static UsageRange endingAt(Instant now, Duration step, int steps) {
    long seconds = step.toSeconds();
    long end = (Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds;
    return new UsageRange(
        Instant.ofEpochSecond(end - seconds * steps), Instant.ofEpochSecond(end), step);
  }

  /** Returns how many steps there are. */
  public int steps() {
    return (int) ((to.getEpochSecond() - from.getEpochSecond()) / step.toSeconds());
  }

  /** Returns the start of a step. */
  public Instant startOf(int index) {
    return from.plus(step.multipliedBy(index));
  }
}
