package org.nexusauth.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times for people. */
final class TimesTest {
  private static final Instant NOW = Instant.parse("2026-10-25T00:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, now",
    "PT0.9S, now",
    "PT1S, 1 s ago",
    "PT59S, 59 s ago",
    "PT60S, 1 min ago",
    "PT59M59S, 59 min ago",
    "PT1H, 1 h ago",
    "PT47H59M, 47 h ago",
    "PT48H, 2 days ago",
    "PT60H, 3 days ago",
    "P365D, 365 days ago",
    "PT-1S, in 1 s",
    "PT-26H, in 26 h",
    "PT-8759H-59M, in 365 days"
  })
  void instant_isDescribedInItsLargestUnit(Duration passed, String expected) {
    assertThat(Times.describe(NOW.minus(passed), NOW)).isEqualTo(expected);
  }

  @Test
  void instant_isExactInUtc() {
    assertThat(Times.formatExact(NOW)).isEqualTo("25 Oct 2026, 00:30:00 UTC");
    assertThat(Times.formatIso(NOW.plusMillis(7))).isEqualTo("2026-10-25T00:30:00Z");
  }
}
