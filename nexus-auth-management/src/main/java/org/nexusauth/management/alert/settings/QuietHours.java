package org.nexusauth.management.alert.settings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of each day, by the clocks of a zone. Where it begins and ends at the same time there is
 * none.
 *
 * @param from when it begins
 * @param to when it ends, exclusive; before {@code from} for one over midnight
 * @param zone whose clocks
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  /** No quiet hours. */
  public static final QuietHours NEVER =
      new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneOffset.UTC);

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{2}:[0-9]{2})\\s*-\\s*([0-9]{2}:[0-9]{2})(?:\\s+(\\S+))?");

  /**
   * Returns the hours of a text such as {@code 22:00-07:00 Europe/Berlin}; without a zone they are
   * in UTC. Empty if it is none.
   */
  public static Optional<QuietHours> parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      QuietHours hours =
          new QuietHours(
              LocalTime.parse(parts.group(1)),
              LocalTime.parse(parts.group(2)),
              ZoneId.of(Optional.ofNullable(parts.group(3)).orElse("UTC")));
      return Optional.of(hours).filter(found -> !found.from().equals(found.to()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns whether an instant is in them: at the beginning it is, at the end it is not. */
  public boolean contains(Instant at) {
    LocalTime time = at.atZone(zone).toLocalTime();
    if (from.isBefore(to)) {
      return !time.isBefore(from) && time.isBefore(to);
    }
    return !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s-%s %s", from, to, zone);
  }
}
