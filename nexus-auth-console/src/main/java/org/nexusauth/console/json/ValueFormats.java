package org.nexusauth.console.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The texts of values. A reader throws {@link IllegalArgumentException} whose message says what is
 * expected.
 */
public final class ValueFormats {
  private static final Duration MAX_DURATION = Duration.ofDays(36_500);

  private ValueFormats() {}

  /** Writes a constant as the API does: {@code integration-disabled}. */
  public static String write(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a reader of the constants that are given. */
  public static <E extends Enum<E>> Function<String, E> choice(List<E> values) {
    return text ->
        values.stream()
            .filter(value -> write(value).equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(expectedChoice(values)));
  }

  private static String expectedChoice(List<? extends Enum<?>> values) {
    return values.stream()
        .map(ValueFormats::write)
        .collect(Collectors.joining(", ", "Expected one of: ", "."));
  }

  /** Reads an instant with an offset from UTC. */
  public static Instant readInstant(String text) {
    try {
      Instant read = OffsetDateTime.parse(text).toInstant();
      if (read.isBefore(Instant.EPOCH)
          || read.isAfter(Instant.EPOCH.plus(MAX_DURATION.multipliedBy(20)))) {
        throw new IllegalArgumentException("Expected an instant after 1970 and before 3900.");
      }
      return read;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Expected an instant of ISO 8601 with its offset, for example 2026-11-30T13:00:00Z.", e);
    }
  }

  /** Reads a duration that is not negative, and not longer than 100 years. */
  public static Duration readDuration(String text) {
    try {
      Duration read = Duration.parse(text);
      if (read.isNegative() || read.compareTo(MAX_DURATION) > 0) {
        throw new IllegalArgumentException("Expected a duration from PT0S to P36500D.");
      }
      return read;
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "Expected a duration of ISO 8601 in days, hours, minutes and seconds, for example P90D"
              + " or PT1H.",
          e);
    }
  }

  /** Reads true or false. */
  public static Boolean readFlag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException("Expected true or false.");
  }
}
