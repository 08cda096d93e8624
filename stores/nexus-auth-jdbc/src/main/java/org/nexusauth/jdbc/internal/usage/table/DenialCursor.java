package org.nexusauth.jdbc.internal.usage.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last entry of a page of the error log.
 *
 * @param at when it was denied, to the microsecond
 * @param id its number
 */
public record DenialCursor(Instant at, long id) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if this is none
   */
  public static DenialCursor decode(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "this is no cursor of the error log: begin with its first page");
    }
    Instant at = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
    return new DenialCursor(at, Long.parseLong(parts.group(2)));
  }

  /** Returns its text. */
  public String encode() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
  }
}
