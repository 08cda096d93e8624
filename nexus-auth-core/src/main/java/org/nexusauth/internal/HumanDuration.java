package org.nexusauth.internal;

/** Says how long a time is in the largest unit that fits, as a person would. */
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
    return millis >= 2 * MINUTE ? millis / MINUTE + " minutes" : millis / SECOND + " s";
  }
}
