package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time since the start of the last successful poll: the larger of monotonic and wall time,
 * since one stands still while a machine sleeps and the other can be set. Thread-safe.
 */
final class Staleness {
  private final Clock clock;
  private final LongSupplier nanos;

  /** Written by one thread at a time, read by any. */
  private volatile @Nullable Timestamp since;

  /** An instant by both clocks. */
  record Timestamp(long millis, long nanos) {
    /** Returns the monotonic time from this one to a later one. */
    Duration until(Timestamp later) {
      return Duration.ofNanos(later.nanos - nanos);
    }
  }

  Staleness(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  Timestamp now() {
    return new Timestamp(clock.millis(), nanos.getAsLong());
  }

  /** Sets the start, unless a later one is set already; by one thread at a time. */
  void startAt(Timestamp start) {
    Timestamp before = since;
    if (before == null || start.nanos - before.nanos > 0) {
      since = start;
    }
  }

  /** Returns whether there is a start, at most so long ago. */
  boolean isAtMost(Duration limit, long nowMillis) {
    Timestamp start = since;
    return start != null
        && nowMillis - start.millis <= limit.toMillis()
        && nanos.getAsLong() - start.nanos <= limit.toNanos();
  }

  /** Returns how long ago the start is; null if there is none. */
  @Nullable Duration get() {
    Timestamp start = since;
    if (start == null) {
      return null;
    }
    Duration wall = Duration.ofMillis(clock.millis() - start.millis);
    Duration monotonic = Duration.ofNanos(nanos.getAsLong() - start.nanos);
    return wall.compareTo(monotonic) > 0 ? wall : monotonic;
  }
}
