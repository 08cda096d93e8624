package org.nexusauth.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.Revocation;

/** Values as Redis keeps them: moments to the microsecond, texts in UTF-8. */
final class Storable {
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");
  private static final Instant FIRST = moment(-(1L << 62));
  private static final Instant LAST = moment(1L << 62);

  private Storable() {}

  /** Returns the revocation, which refuses what the given one does or up to a microsecond more. */
  static Revocation of(Revocation given) {
    return new Revocation(
        given.subject(),
        down(given.effectiveAt()),
        up(given.issuedBefore()),
        up(given.until()),
        text(given.reason()));
  }

  /** Half a character has no form in UTF-8. */
  static String text(String given) {
    return HALF.matcher(given).replaceAll("\uFFFD");
  }

  /** Returns the moment or up to a microsecond earlier; 146,000 years are enough. */
  static Instant down(Instant given) {
    Instant kept = given.isBefore(FIRST) ? FIRST : given.isAfter(LAST) ? LAST : given;
    return moment(micros(kept));
  }

  private static @Nullable Instant up(@Nullable Instant given) {
    if (given == null) {
      return null;
    }
    Instant down = down(given);
    return down.isBefore(given) && down.isBefore(LAST) ? down.plus(1, ChronoUnit.MICROS) : down;
  }

  /** Returns microseconds since the epoch. */
  static long micros(Instant moment) {
    return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
  }

  /** Returns the moment so many microseconds after the epoch. */
  static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
