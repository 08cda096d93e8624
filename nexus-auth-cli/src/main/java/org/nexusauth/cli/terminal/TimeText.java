package org.nexusauth.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.nexusauth.internal.HumanDuration;

/** Times for people: relative, and in UTC. */
public final class TimeText {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private TimeText() {}

  /** Returns a time as seen from now, for example {@code 3 days ago, 2026-11-27 10:12:00 UTC}. */
  public static String describe(Instant time, Instant now) {
    return relative(Duration.between(now, time)) + ", " + UTC.format(time);
  }

  private static String relative(Duration ahead) {
    if (ahead.isNegative()) {
      return HumanDuration.format(ahead.negated().toMillis()) + " ago";
    }
    if (ahead.toSeconds() == 0) {
      return "now";
    }
    return "in " + HumanDuration.format(ahead.toMillis());
  }
}
