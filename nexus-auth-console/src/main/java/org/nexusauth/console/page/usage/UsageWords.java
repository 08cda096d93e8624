package org.nexusauth.console.page.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.usage.UsagePeriod;

/** Figures of usage in words. */
public final class UsageWords {
  private static final DateTimeFormatter TIME = formatter("HH:mm");
  private static final DateTimeFormatter DAY_AND_TIME = formatter("d MMM HH:mm");
  private static final DateTimeFormatter DAY = formatter("d MMM uuuu");

  private static final int SHORT_ID = 10;

  private UsageWords() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** Returns a share in percent, with a decimal where it is small. */
  public static String share(long part, long whole) {
    if (whole == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    String pattern = percent < 10 ? "%.1f %%" : "%.0f %%";
    return String.format(Locale.ENGLISH, pattern, percent);
  }

  /** Returns a period in words. */
  public static String period(UsagePeriod period) {
    return switch (period) {
      case HOUR -> "1 hour";
      case DAY -> "24 hours";
      case WEEK -> "7 days";
      case MONTH -> "30 days";
      case YEAR -> "12 months";
    };
  }

  /** Returns the start of a step, as exact as it must be in its period. */
  public static String start(Instant at, Duration step) {
    if (step.compareTo(Duration.ofDays(1)) >= 0) {
      return DAY.format(at);
    }
    return step.compareTo(Duration.ofMinutes(15)) >= 0 ? DAY_AND_TIME.format(at) : TIME.format(at);
  }

  /** Returns the beginning of a long id. */
  public static String shortId(String id) {
    return id.length() <= SHORT_ID + 1 ? id : id.substring(0, SHORT_ID) + "…";
  }

  /** Returns an outcome in words. */
  public static String outcome(Outcome outcome) {
    return switch (outcome.code()) {
      case "2xx" -> "Answered (2xx)";
      case "3xx" -> "Redirected or not modified (3xx)";
      case "4xx" -> "Rejected by the application (4xx)";
      case "5xx" -> "Failed (5xx)";
      default -> "Denied: " + outcome.code();
    };
  }
}
