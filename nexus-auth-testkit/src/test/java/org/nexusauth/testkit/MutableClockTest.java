package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MutableClockTest {

  private final MutableClock clock = MutableClock.at("2026-11-24T08:00:00Z");

  @Test
  void time_standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo("2026-11-24T08:00:00Z").isEqualTo(clock.instant());

    clock.advance(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo("2026-11-24T08:01:30Z");

    clock.advance(Duration.ofSeconds(-90));
    assertThat(clock.instant()).isEqualTo("2026-11-24T08:00:00Z");

    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void clock_inAnotherZone_showsTheSameTime() {
    Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
    clock.advance(Duration.ofHours(1));

    assertThat(tokyo.instant()).isEqualTo("2026-11-24T09:00:00Z");
    assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }
}
