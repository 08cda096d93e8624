package org.nexusauth.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.Revocation;

/** Values as the tables can hold them: moments to the microsecond, texts without oddities. */
final class Storable {
  private static final Pattern ODD = Pattern.compile("[\\x00\\p{Cs}]");

  /** What both databases can hold, in any zone. */
  private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+294276-01-01T00:00:00Z");

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

  /** PostgreSQL's texts hold no NUL and no half of a character. */
  static String text(String given) {
    return ODD.matcher(given).replaceAll("\uFFFD");
  }

  /** Returns the moment or up to a microsecond earlier; six thousand years back are enough. */
  private static Instant down(Instant given) {
    Instant kept = given.isBefore(FIRST) ? FIRST : given.isAfter(LAST) ? LAST : given;
    return kept.truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant up(@Nullable Instant given) {
    if (given == null) {
      return null;
    }
    Instant down = down(given);
    return down.isBefore(given) && down.isBefore(LAST) ? down.plus(1, ChronoUnit.MICROS) : down;
  }
}
