package org.nexusauth.console.page.rotation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * How a key is to be rotated, as a form has it.
 *
 * @param grace how long the old key is valid after the new one's first use, a duration of ISO 8601
 * @param deadline the date of UTC at which the old key ends in any case, at the time of day at
 *     which the form is sent
 * @param nonce a random text: the form makes one key, however often it is sent
 */
public record RotationForm(String grace, String deadline, String nonce) {
  private static final int MAX_DAYS = 30;
  private static final Pattern NONCE = Pattern.compile("[0-9a-f-]{36}");

  /**
   * A grace that can be chosen.
   *
   * @param value the duration
   * @param label it in words
   */
  public record GraceChoice(String value, String label) {}

  /** The graces that can be chosen. */
  static final List<GraceChoice> GRACES =
      List.of(
          new GraceChoice("PT0S", "None: the first use of the new key ends the old one"),
          new GraceChoice("PT1H", "1 hour"),
          new GraceChoice("PT24H", "24 hours"),
          new GraceChoice("P7D", "7 days"),
          new GraceChoice("P30D", "30 days"));

  /** Returns the form as it is first shown. */
  static RotationForm begin(Instant now, String nonce) {
    return new RotationForm("PT24H", latestDeadline(now).toString(), nonce);
  }

  /** Reads a form. */
  static RotationForm read(FormReader form) {
    RotationForm read =
        new RotationForm(form.readText("grace"), form.readText("deadline"), form.readRaw("nonce"));
    if (!NONCE.matcher(read.nonce()).matches()) {
      throw ProblemException.invalid("nonce", "This form is not complete. Open its page again.");
    }
    return read;
  }

  /** Returns the earliest date of the deadline. */
  static LocalDate earliestDeadline(Instant now) {
    return dayOf(now).plusDays(1);
  }

  /** Returns the latest date of the deadline. */
  static LocalDate latestDeadline(Instant now) {
    return dayOf(now).plusDays(MAX_DAYS);
  }

  private static LocalDate dayOf(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /**
   * Returns what the form says.
   *
   * @throws ManagementException of kind {@code INVALID}
   */
  KeyRotationRequest toRequest(Instant now) {
    List<FieldError> errors = new ArrayList<>();
    Duration chosen = parseGrace(errors);
    Duration until = parseDeadline(now, errors);
    if (!errors.isEmpty()) {
      throw ManagementException.invalid(errors);
    }
    return new KeyRotationRequest(chosen, until);
  }

  private Duration parseGrace(List<FieldError> errors) {
    if (GRACES.stream().noneMatch(choice -> choice.value().equals(grace))) {
      errors.add(new FieldError("grace", "Choose how long the old key stays valid."));
      return Duration.ZERO;
    }
    return ValueFormats.readDuration(grace);
  }

  private Duration parseDeadline(Instant now, List<FieldError> errors) {
    try {
      LocalDate date = LocalDate.parse(deadline);
      if (date.isBefore(earliestDeadline(now)) || date.isAfter(latestDeadline(now))) {
        errors.add(
            new FieldError(
                "deadline",
                "Give a date from %s to %s."
                    .formatted(earliestDeadline(now), latestDeadline(now))));
      }
      return Duration.ofDays(ChronoUnit.DAYS.between(dayOf(now), date));
    } catch (DateTimeException e) {
      errors.add(new FieldError("deadline", "Give a date, for example 2026-12-30."));
      return Duration.ZERO;
    }
  }
}
