package org.nexusauth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.nexusauth.LogRecorder;
import org.nexusauth.TestClock;

/** A wall clock and ticks that tests set apart. */
final class MonotonicClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock wall = new TestClock();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final MonotonicClock clock = MonotonicClock.of(wall, nanos::get);

  private void pass(Duration time) {
    wall.set(wall.instant().plus(time));
    nanos.addAndGet(time.toNanos());
  }

  private void setWall(Duration by) {
    wall.set(wall.instant().plus(by));
  }

  @Test
  void time_thatPasses_isTheWalls() {
    for (int i = 0; i < 1_000; i++) {
      pass(Duration.ofNanos(1_234_567));
      assertThat(clock.millis()).isEqualTo(wall.millis());
    }
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(wall.millis()));
  }

  @Test
  void wallSetForward_isFollowed() {
    setWall(HOUR);

    assertThat(clock.millis()).isEqualTo(wall.millis());
  }

  @Test
  void wallSetBack_isNotFollowedAndTimeGoesOn() {
    pass(HOUR);
    long before = clock.millis();
    setWall(HOUR.negated());

    assertThat(clock.millis()).isEqualTo(before);
    pass(Duration.ofMinutes(10));
    assertThat(clock.millis()).isBetween(before + 599_000, before + 600_000);
  }

  @Test
  void wallSetBack_whileNobody_readTheClockIsNoticed() {
    Instant began = wall.instant();
    pass(HOUR);
    setWall(HOUR.negated());

    assertThat(clock.millis())
        .isBetween(began.toEpochMilli() + 3_599_000, began.toEpochMilli() + 3_600_000);
  }

  @Test
  void wall_thatHasCaughtUp_isFollowedAgain() {
    setWall(HOUR.negated());
    long held = clock.millis();
    setWall(HOUR.plusSeconds(1));

    assertThat(clock.millis()).isEqualTo(wall.millis()).isGreaterThan(held);
    pass(HOUR);
    assertThat(clock.millis()).isEqualTo(wall.millis());
  }

  @Test
  void bothClocksSetBack_doNotTakeItBack() {
    pass(HOUR);
    long before = clock.millis();
    pass(HOUR.negated());

    assertThat(clock.millis()).isEqualTo(before);
    pass(Duration.ofSeconds(10));
    assertThat(clock.millis()).isBetween(before + 9_998, before + 10_000);
  }

  @Test
  void ticks_thatRunTooFast_doNotAddUp() {
    for (int day = 0; day < 1_000; day++) {
      wall.set(wall.instant().plus(Duration.ofDays(1)));
      nanos.addAndGet(Duration.ofDays(1).plusSeconds(5).toNanos()); // 58 ppm
      assertThat(clock.millis() - wall.millis()).isZero();
    }
  }

  @Test
  void wallSetBack_isLoggedOnceUntilItHasCaughtUp() {
    LogRecorder.forget();
    setWall(Duration.ofMillis(-900));
    clock.millis();
    assertThat(LogRecorder.messages("NEXUS-107")).isEmpty();
    setWall(Duration.ofMinutes(-5));
    clock.millis();
    clock.millis();
    setWall(Duration.ofMinutes(6));
    clock.millis();
    clock.millis();

    assertThat(LogRecorder.messages("NEXUS-1070")).hasSize(1);
    assertThat(LogRecorder.messages("NEXUS-1070").get(0)).contains("set back by 300 s", "restart");
    assertThat(LogRecorder.messages("NEXUS-1071")).hasSize(1);
  }

  @Test
  void noThreadEver_seesItGoBack() throws Exception {
    MonotonicClock jumping = MonotonicClock.of(new JumpingClock(), () -> 0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        readers.add(() -> backwards(jumping));
      }
      for (Future<Long> one : threads.invokeAll(readers)) {
        assertThat(one.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns how often the clock went back. */
  private static long backwards(Clock clock) {
    long count = 0;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < 200_000; i++) {
      long now = clock.millis();
      count += now < last ? 1 : 0;
      last = now;
    }
    return count;
  }

  /** A clock that goes on with each reading, and is up to three seconds behind that at times. */
  private static final class JumpingClock extends Clock {
    private final AtomicLong readings = new AtomicLong();

    @Override
    public long millis() {
      long reading = readings.getAndIncrement();
      return reading / 100 - 1_000 * (reading / 1_000 % 4);
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
