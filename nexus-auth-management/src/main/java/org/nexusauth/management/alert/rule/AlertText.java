package org.nexusauth.management.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.nexusauth.management.model.ApiKeyRecord;

/** Writes keys, numbers and times into sentences of alerts. */
public final class AlertText {
  private static final int MAX_ID = 16;

  /** What could end a line, hide text or turn its direction. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private AlertText() {}

  /** Returns a key by its name and its last four characters, or else by the start of its id. */
  public static String nameKey(KeyFacts facts) {
    ApiKeyRecord record = facts.record();
    if (record == null) {
      return "Key with the id " + shortenId(facts.key().keyId());
    }
    String name = "Key \"" + clean(record.label().name()) + "\"";
    if (record.marks() == null) {
      return name;
    }
    return name + " (…" + clean(record.marks().lastFour()) + ")";
  }

  private static String shortenId(String id) {
    String cleaned = clean(id);
    if (cleaned.codePointCount(0, cleaned.length()) <= MAX_ID) {
      return cleaned;
    }
    return cleaned.substring(0, cleaned.offsetByCodePoints(0, MAX_ID)) + "…";
  }

  /** Returns text of others without what could end a line or hide something. */
  public static String clean(String text) {
    return UNSAFE.matcher(text).replaceAll("?");
  }

  /** Returns a number of requests, as {@code 1 request} or {@code 1,204 requests}. */
  public static String formatRequests(long number) {
    if (number == 1) {
      return "1 request";
    }
    return formatNumber(number) + " requests";
  }

  /** Returns a number with separators, such as {@code 1,204}. */
  public static String formatNumber(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a number with separators, such as {@code 1,204}; below 10 with a decimal. */
  public static String formatNumber(double number) {
    if (number > 0 && number < 10 && number != Math.rint(number)) {
      return String.format(Locale.ROOT, "%.1f", number);
    }
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** Returns a share in percent, such as {@code 42 %}. */
  public static String formatPercent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Returns a time in UTC to the minute, such as {@code 2026-03-01 12:04 UTC}. */
  public static String formatTime(Instant at) {
    String text = at.truncatedTo(ChronoUnit.MINUTES).toString();
    return text.substring(0, 10) + " " + text.substring(11, 16) + " UTC";
  }

  /** Returns a duration in its largest unit, rounded down; in hours up to two days. */
  public static String formatDuration(Duration duration) {
    if (duration.toMinutes() < 2) {
      return Math.max(0, duration.toSeconds()) + " s";
    }
    if (duration.toMinutes() < 120) {
      return duration.toMinutes() + " min";
    }
    if (duration.toHours() < 48) {
      return duration.toHours() + " h";
    }
    return duration.toDays() + " days";
  }
}
