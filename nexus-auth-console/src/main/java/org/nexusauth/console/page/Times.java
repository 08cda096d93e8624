package org.nexusauth.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times for people: how long ago or ahead, and exactly, in UTC. */
public final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int SOON_SECONDS = 1;

  private Times() {}

  /** Returns an instant for machines: ISO 8601 in whole seconds. */
  public static String formatIso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns an instant exactly, for example {@code 30 Nov 2026, 12:04:09 UTC}. */
  public static String formatExact(Instant at) {
    return EXACT.format(at);
  }

  /** Returns an instant relative to now, for example {@code 3 min ago} or {@code in 12 days}. */
  public static String describe(Instant at, Instant now) {
    Duration passed = Duration.between(at, now);
    if (passed.abs().toSeconds() < SOON_SECONDS) {
      return "now";
    }
    if (passed.isNegative()) {
      return "in " + describeDuration(passed.negated());
    }
    return describeDuration(passed) + " ago";
  }

  /**
   * Returns a duration in its largest unit, for example {@code 26 h}; two days and more in days, to
   * the nearest one.
   */
  public static String describeDuration(Duration duration) {
    if (duration.toSeconds() < 60) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < 60) {
      return duration.toMinutes() + " min";
    }
    if (duration.toHours() < 48) {
      return duration.toHours() + " h";
    }
    return duration.plusHours(12).toDays() + " days";
  }
}
