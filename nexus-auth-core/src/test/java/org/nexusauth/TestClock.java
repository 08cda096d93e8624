package org.nexusauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is set. */
public final class TestClock extends Clock {
  /** Where each clock starts, and what {@link KeyMaker}'s keys are made for. */
  public static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private volatile Instant time = NOW;

  public void set(Instant value) {
    time = value;
  }

  public void advance(Duration step) {
    time = time.plus(step);
  }

  /** Shows a number of seconds since 1970. */
  public void setSecond(long second) {
    time = Instant.ofEpochSecond(second);
  }

  public static long second() {
    return NOW.getEpochSecond();
  }

  @Override
  public Instant instant() {
    return time;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a test's clock is in UTC");
  }
}
