package org.nexusauth.console.page.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nexusauth.console.page.Times;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * Which ends a new key may be given.
 *
 * @param longest the longest lifetime that the settings allow
 * @param now when it is chosen
 */
public record LifetimeChoice(Duration longest, Instant now) {
  /** The value of the field for the preset of the environment. */
  public static final String PRESET = "preset";

  /** The value of the field for a date. */
  public static final String DATE = "date";

  private static final List<Integer> DAYS = List.of(30, 90, 365);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  /**
   * A number of days that can be chosen.
   *
   * @param value the value of the field
   * @param text the days in words, for example {@code 90 days}
   * @param until the last day, for example {@code 28 Feb 2027}
   */
  public record DaysOption(String value, String text, String until) {}

  /** The end that was chosen. */
  public sealed interface ChosenEnd {
    /** The preset of the environment. */
    record OfEnvironment() implements ChosenEnd {}

    /**
     * A lifetime.
     *
     * @param lifetime the lifetime
     */
    record After(Duration lifetime) implements ChosenEnd {}

    /**
     * The end of a day in UTC.
     *
     * @param instant the first instant at which the key is expired
     */
    record At(Instant instant) implements ChosenEnd {}
  }

  /** Returns the numbers of days that are not longer than the longest lifetime. */
  public List<DaysOption> daysOptions() {
    return DAYS.stream()
        .map(Duration::ofDays)
        .filter(lifetime -> lifetime.compareTo(longest) <= 0)
        .map(
            lifetime ->
                new DaysOption(
                    lifetime.toString(),
                    Times.describeDuration(lifetime),
                    DAY.format(dayOf(now.plus(lifetime)))))
        .toList();
  }

  /** Returns the first day that can be chosen: today, at whose end the key expires. */
  public LocalDate firstDay() {
    return dayOf(now);
  }

  /** Returns the last day that can be chosen: its end is not after the longest lifetime. */
  public LocalDate lastDay() {
    return dayOf(now.plus(longest)).minusDays(1);
  }

  /** Returns whether there is a day that can be chosen. */
  public boolean offersDays() {
    return !lastDay().isBefore(firstDay());
  }

  /** Returns the longest lifetime in words, for example {@code 365 days}. */
  public String longestInWords() {
    return Times.describeDuration(longest);
  }

  /** Returns the last day in words, for example {@code 29 Nov 2027}. */
  public String lastDayInWords() {
    return DAY.format(lastDay());
  }

  /**
   * Reads what was chosen.
   *
   * @param choice the value of the field {@code lifetime}
   * @param date the value of the field {@code expiresAt}; empty for none
   * @throws ManagementException of kind {@code INVALID} with the field that is wrong
   */
  ChosenEnd parse(String choice, String date) {
    if (choice.equals(DATE)) {
      return new ChosenEnd.At(endOfDay(parseDay(date)));
    }
    if (!date.isEmpty()) {
      throw invalid(
          "expiresAt", "There is a date, and another choice above. Choose the date, or remove it.");
    }
    if (choice.equals(PRESET)) {
      return new ChosenEnd.OfEnvironment();
    }
    return daysOptions().stream()
        .map(DaysOption::value)
        .filter(choice::equals)
        .findFirst()
        .map(value -> (ChosenEnd) new ChosenEnd.After(Duration.parse(value)))
        .orElseThrow(() -> invalid("lifetime", "Choose when the key expires."));
  }

  private LocalDate parseDay(String date) {
    Optional<LocalDate> day = tryParse(date);
    if (day.isEmpty() || day.get().isBefore(firstDay()) || day.get().isAfter(lastDay())) {
      throw invalid(
          "expiresAt",
          "Choose a day from %s to %s, for example %s."
              .formatted(DAY.format(firstDay()), lastDayInWords(), lastDay()));
    }
    return day.get();
  }

  private static Optional<LocalDate> tryParse(String date) {
    try {
      return Optional.of(LocalDate.parse(date));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Instant endOfDay(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static ManagementException invalid(String field, String message) {
    return ManagementException.invalid(List.of(new FieldError(field, message)));
  }
}
