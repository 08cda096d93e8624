package org.nexusauth.internal;

/** Formats durations for people: whole numbers of the largest unit that fits twice. */
public final class HumanDuration {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private HumanDuration() {}

  public static String format(long millis) {
    if (millis >= 2 * DAY) {
      return millis / DAY + " days";
    }
    if (millis >= 2 * HOUR) {
      return millis / HOUR + " hours";
    }
    if (millis >= 2 * MINUTE) {
      return millis / MINUTE + " minutes";
    }
    return millis / SECOND + " s";
  }
}
