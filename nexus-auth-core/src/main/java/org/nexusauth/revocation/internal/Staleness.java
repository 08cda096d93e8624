package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long ago something began: the larger of monotonic and wall time, since one stands still while
 * a machine sleeps and the other can be set. Thread-safe.
 */
final class Staleness {
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile @Nullable Moment since;

  /** A moment by both clocks. */
  record Moment(long millis, long nanos) {}

  Staleness(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  Moment now() {
    return new Moment(clock.millis(), nanos.getAsLong());
  }

  /** Sets when it began, unless it has begun again since; by one thread at a time. */
  void since(Moment moment) {
    Moment before = since;
    if (before == null || moment.nanos - before.nanos > 0) {
      since = moment;
    }
  }

  /** Returns whether it began at all, and no longer ago than this. */
  boolean isAtMost(Duration most, long nowMillis) {
    Moment began = since;
    return began != null
        && nowMillis - began.millis <= most.toMillis()
        && nanos.getAsLong() - began.nanos <= most.toNanos();
  }

  /** Returns how long ago it began; null when it never did. */
  @Nullable Duration get() {
    Moment began = since;
    if (began == null) {
      return null;
    }
    Duration wall = Duration.ofMillis(clock.millis() - began.millis);
    Duration monotonic = Duration.ofNanos(nanos.getAsLong() - began.nanos);
    return wall.compareTo(monotonic) > 0 ? wall : monotonic;
  }
}
