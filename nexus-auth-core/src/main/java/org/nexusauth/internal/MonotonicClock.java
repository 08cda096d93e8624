package org.nexusauth.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A wall clock that never goes back while the process runs: the larger of the wall clock and of the
 * latest time that was read plus the monotonic time since then. Thread-safe; between threads, it
 * may differ by as long as one of them pauses while it reads.
 *
 * <p>A wall clock that is set back would make expired keys valid again. This clock follows a wall
 * clock that is set forward immediately, since only the wall clock knows that a machine was asleep.
 * After the wall clock was set back, it goes on by itself until the wall clock has caught up.
 */
public final class MonotonicClock extends Clock {
  /**
   * By itself, the clock is slower than the monotonic time by one part in so many: on platforms
   * where the monotonic time is not disciplined by NTP, it may be faster than the wall clock, and
   * the difference must not add up.
   */
  private static final long SLOWER = 10_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** How far behind the wall clock must be to be reported, in milliseconds. */
  private static final long MIN_REPORTED = 1_000;

  private final Clock wall;
  private final LongSupplier ticks;

  /** Written by any thread by compare-and-set, and only if the wall clock was not behind. */
  private final AtomicReference<Reading> latest;

  private final AtomicBoolean behind = new AtomicBoolean();

  /** What the wall clock and the monotonic clock said, in this order. */
  private record Reading(long millis, long nanos) {

    long millisAt(long now) {
      long elapsed = now - nanos;
      return millis + (elapsed - elapsed / SLOWER) / NANOS_PER_MILLI;
    }
  }

  private MonotonicClock(Clock wall, LongSupplier ticks) {
    this.wall = wall;
    this.ticks = ticks;
    this.latest = new AtomicReference<>(new Reading(wall.millis(), ticks.getAsLong()));
  }

  /** Returns a clock that follows the system's clocks from now on. */
  public static MonotonicClock system() {
    return of(Clock.systemUTC(), System::nanoTime);
  }

  /**
   * Returns a clock that follows a wall clock and a monotonic one from now on.
   *
   * @param ticks the monotonic time in nanoseconds, of any origin
   */
  public static MonotonicClock of(Clock wall, LongSupplier ticks) {
    return new MonotonicClock(wall, ticks);
  }

  /** Returns the wall clock behind a clock of this type; any other clock is its own. */
  public static Clock wallOf(Clock clock) {
    return clock instanceof MonotonicClock monotonic ? monotonic.wall : clock;
  }

  @Override
  public long millis() {
    while (true) {
      // Before the clocks: they are not behind what it holds.
      Reading last = Objects.requireNonNull(latest.get());
      long now = wall.millis();
      long nanos = ticks.getAsLong();
      boolean ticksSetBack = nanos - last.nanos < 0; // By a tool that fakes all clocks.
      long earliest = last.millis;
      if (!ticksSetBack) {
        earliest = last.millisAt(nanos);
      }
      if (now < earliest && !ticksSetBack) {
        return timeWhileBehind(earliest);
      }
      long time = Math.max(now, earliest);
      boolean unchanged = time == last.millis && !ticksSetBack;
      if (unchanged || latest.compareAndSet(last, new Reading(time, nanos))) {
        reportCaughtUp();
        return time;
      }
    }
  }

  /** Returns the time while the wall clock is behind it, and reports that once. */
  private long timeWhileBehind(long time) {
    // Read once more: the thread may have paused between the two clocks.
    if (!behind.get() && time - wall.millis() > MIN_REPORTED) {
      reportBehind(Duration.ofMillis(time - wall.millis()));
    }
    return time;
  }

  private void reportBehind(Duration difference) {
    if (behind.compareAndSet(false, true)) {
      Log.clockSetBack(difference);
    }
  }

  private void reportCaughtUp() {
    if (behind.get() && behind.compareAndSet(true, false)) {
      Log.clockCaughtUp();
    }
  }

  /** Returns now to the millisecond. */
  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  /** Not supported: a gate has no use for it. */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a gate's clock has no other zone");
  }
}
