package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class MutableClock extends Clock {

  private final AtomicReference<Instant> time;
  private final ZoneId zone;

  private MutableClock(AtomicReference<Instant> time, ZoneId zone) {
    this.time = time;
    this.zone = zone;
  }

  /**
   * Returns a clock in UTC that stands at an instant.
   *
   * @param time the instant
   */
  public static MutableClock at(Instant time) {
    return new MutableClock(new AtomicReference<>(time), ZoneOffset.UTC);
  }

  /**
   * Returns a clock in UTC that stands at an instant.
   *
   * @param time the instant in ISO-8601 form, for example {@code 2026-11-24T08:00:00Z}
   * @throws java.time.format.DateTimeParseException if the text is not of that form
   */
  public static MutableClock at(String time) {
    return at(Instant.parse(time));
  }

  /**
   * Sets the clock to another instant, earlier or later.
   *
   * @param time the instant
   */
  public void set(Instant time) {
    this.time.set(time);
  }

  /**
   * Advances the clock.
   *
   * @param step how far; back if negative
   */
  public void advance(Duration step) {
    time.updateAndGet(now -> now.plus(step));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(time.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same time in another zone: moving one moves both. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new MutableClock(time, zone);
  }

  @Override
  public String toString() {
    return "MutableClock[" + instant() + "]";
  }
}
