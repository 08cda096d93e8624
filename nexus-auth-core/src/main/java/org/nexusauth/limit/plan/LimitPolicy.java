package org.nexusauth.limit.plan;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At most so many requests in each window of a fixed length. Immutable.
 *
 * <p>Each key has windows of its own phase, a hash of its id: they do not all end at the full
 * minute, and every node computes the same ends without asking. Windows begin and end at whole
 * seconds.
 *
 * @param name the policy's name, which answers tell, for example {@code minute}
 * @param quota how many requests a window allows, 1 to 1,000,000,000
 * @param windowSeconds how long a window is, in seconds, 1 to 31 days
 */
public record LimitPolicy(String name, int quota, int windowSeconds) {
  /** The largest quota. */
  public static final int MAX_QUOTA = 1_000_000_000;

  /** The longest window. */
  public static final Duration MAX_WINDOW = Duration.ofDays(31);

  private static final int SECONDS_A_DAY = 86_400;

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
  private static final Pattern FORM = Pattern.compile("(\\d{1,10})/([A-Za-z0-9]{1,20})");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1));

  /**
   * Checks quota and window.
   *
   * @throws IllegalArgumentException when one is out of its range, in words for operators
   */
  public LimitPolicy {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a limit's name has small letters, digits, '.', '_' and '-', up to 64 of them");
    }
    requireBetween("a quota", quota, MAX_QUOTA);
    requireBetween("a window in seconds", windowSeconds, MAX_WINDOW.toSeconds());
  }

  /**
   * Reads a policy such as {@code 60/minute}: a quota and {@code second}, {@code minute}, {@code
   * hour}, {@code day} or an ISO-8601 duration of whole seconds, such as {@code 20/PT10S}. The same
   * window has one name, however it is written: {@code PT60S} is {@code minute}.
   *
   * @throws IllegalArgumentException when the text has another form, in words for operators
   */
  public static LimitPolicy parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw wrongForm(text);
    }
    Duration window = parseWindow(text, matcher.group(2));
    long quota = Long.parseLong(matcher.group(1));
    requireBetween("a quota", quota, MAX_QUOTA);
    requireBetween("a window in seconds", window.toSeconds(), MAX_WINDOW.toSeconds());
    return new LimitPolicy(nameOf(window), (int) quota, (int) window.toSeconds());
  }

  private static Duration parseWindow(String text, String window) {
    Duration unit = UNITS.get(window);
    if (unit != null) {
      return unit;
    }
    try {
      Duration parsed = Duration.parse(window);
      if (parsed.equals(Duration.ofSeconds(parsed.toSeconds()))) {
        return parsed;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw wrongForm(text);
    }
    throw wrongForm(text);
  }

  private static String nameOf(Duration window) {
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      if (unit.getValue().equals(window)) {
        return unit.getKey();
      }
    }
    return textOf(window.toSeconds()).toLowerCase(Locale.ROOT);
  }

  private static String textOf(long seconds) {
    if (seconds % SECONDS_A_DAY == 0) {
      return "P" + seconds / SECONDS_A_DAY + "D";
    }
    return Duration.ofSeconds(seconds).toString();
  }

  private static IllegalArgumentException wrongForm(String text) {
    return new IllegalArgumentException(
        ("\"%s\" is no limit; expected a number, a slash and second, minute, hour, day or an"
                + " ISO-8601 duration of whole seconds, for example 60/minute; or \"unlimited\""
                + " alone")
            .formatted(text));
  }

  private static void requireBetween(String what, long value, long max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " must be from 1 to " + max + ", and is " + value);
    }
  }

  /**
   * Returns the number of the window that a second belongs to.
   *
   * @param epochSecond the second since 1970
   * @param keyHash any bits of the key's id, from which its phase follows
   */
  public long windowAt(long epochSecond, long keyHash) {
    return Math.floorDiv(epochSecond + phaseOf(keyHash), windowSeconds);
  }

  /** Returns the second at which a window ends, which is the first one of the next window. */
  public long endOf(long window, long keyHash) {
    return (window + 1) * windowSeconds - phaseOf(keyHash);
  }

  /** Returns how far before the epoch's multiples of its length a key's windows begin. */
  public int phaseOf(long keyHash) {
    return (int) Long.remainderUnsigned(keyHash, windowSeconds);
  }

  /** Returns the policy as settings write it, for example {@code 60/minute}. */
  @Override
  public String toString() {
    return quota + "/" + unitText();
  }

  private String unitText() {
    Duration unit = UNITS.get(name);
    if (unit != null && unit.toSeconds() == windowSeconds) {
      return name;
    }
    return textOf(windowSeconds);
  }
}
