package org.nexusauth.limit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a limit is written, and to which window a second belongs. */
final class LimitPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "1/second, second, 1, 1, 1/second",
    "60/minute, minute, 60, 60, 60/minute",
    "1000/hour, hour, 1000, 3600, 1000/hour",
    "5/day, day, 5, 86400, 5/day",
    "20/PT10S, pt10s, 20, 10, 20/PT10S",
    "7/P7D, p7d, 7, 604800, 7/P7D",
    "1000000000/PT744H, p31d, 1000000000, 2678400, 1000000000/P31D",
    "007/PT1M30S, pt1m30s, 7, 90, 7/PT1M30S",
    "3/PT60S, minute, 3, 60, 3/minute",
    "3/P1D, day, 3, 86400, 3/day"
  })
  void text_namesQuotaAndWindow(String text, String name, int quota, int seconds, String written) {
    LimitPolicy policy = LimitPolicy.parse(text);

    assertThat(policy).isEqualTo(new LimitPolicy(name, quota, seconds)).hasToString(written);
    assertThat(LimitPolicy.parse(written)).isEqualTo(policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "60",
        "/minute",
        "60/",
        "60 / minute",
        "60/minutes",
        "60/Minute",
        "60/PT0.5S",
        "60/P1Y",
        "60/PT",
        "-1/minute",
        "+1/minute",
        "1e3/minute",
        "1.5/minute",
        "\u0661/minute",
        "12345678901/minute",
        "60/minute/hour",
        "60/m\u0131nute",
        "unlimited"
      })
  void text_ofAnotherForm_saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> LimitPolicy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\""
                + text
                + "\" is no limit; expected a number, a slash and second, minute, hour, day or an"
                + " ISO-8601 duration of whole seconds, for example 60/minute; or \"unlimited\""
                + " alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0/minute | a quota must be from 1 to 1000000000, and is 0",
        "1000000001/minute | a quota must be from 1 to 1000000000, and is 1000000001",
        "9999999999/minute | a quota must be from 1 to 1000000000, and is 9999999999",
        "1/P99999999999999D | a window in seconds must be from 1 to 2678400, and is"
            + " 8639999999999913600",
        "1/PT0S | a window in seconds must be from 1 to 2678400, and is 0",
        "1/PT744H1S | a window in seconds must be from 1 to 2678400, and is 2678401"
      })
  void number_outOfItsRange_saysWhichIsRight(String text, String message) {
    assertThatThrownBy(() -> LimitPolicy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** It stands in a header between quotes. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"", "a\r\nX: y", "Minute", "\u00e9"})
  void name_thatAHeaderCannotHold_isRefused(String name) {
    assertThatThrownBy(() -> new LimitPolicy(name, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("small letters, digits");
  }

  /** Every second belongs to one window, which ends behind it and not later than its length. */
  @ParameterizedTest
  @CsvSource({"1, 0", "60, 0", "60, 17", "60, -1", "3600, 3599", "2678400, -9223372036854775808"})
  void second_belongsToOneWindow(int length, long keyHash) {
    LimitPolicy policy = new LimitPolicy("window", 1, length);
    int phase = policy.phaseOf(keyHash);
    assertThat(phase).isBetween(0, length - 1);
    for (long now : new long[] {-length, -1, 0, 1, 1_796_043_600L}) {
      long window = policy.windowAt(now, keyHash);
      long end = policy.endOf(window, keyHash);

      assertThat(end).isBetween(now + 1, now + length);
      assertThat(policy.windowAt(end - 1, keyHash)).isEqualTo(window);
      assertThat(policy.windowAt(end, keyHash)).isEqualTo(window + 1);
      assertThat(policy.windowAt(end - length, keyHash)).isEqualTo(window);
      assertThat(policy.windowAt(end - length - 1, keyHash)).isEqualTo(window - 1);
      assertThat(Math.floorMod(end + phase, length)).isZero();
    }
  }

  @Test
  void phases_ofManyKeys_areSpreadOverTheWindow() {
    LimitPolicy minute = LimitPolicy.parse("60/minute");
    long[] keys = new long[60];
    for (long i = 0; i < 60_000; i++) {
      keys[minute.phaseOf(i * 0x9E3779B97F4A7C15L)]++;
    }

    assertThat(keys).matches(all -> LongStream.of(all).allMatch(n -> n > 850 && n < 1_150));
  }
}
