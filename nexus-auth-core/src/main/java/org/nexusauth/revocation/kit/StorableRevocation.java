package org.nexusauth.revocation.kit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Revocation;

/**
 * Values as engines can keep them: moments to the microsecond and not far outside of history, texts
 * of whole characters without NUL.
 */
public final class StorableRevocation {
  private static final Pattern ODD = Pattern.compile("[\\x00\\p{Cs}]");

  /** What PostgreSQL and H2 can hold in any zone, and microseconds since 1970 in a long. */
  private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+294247-01-01T00:00:00Z");

  private StorableRevocation() {}

  /**
   * Returns the revocation, which refuses what the given one does or up to a microsecond more, and
   * is kept as long or up to a microsecond longer.
   */
  public static Revocation of(Revocation given) {
    return new Revocation(
        given.subject(),
        moment(given.effectiveAt()),
        up(given.issuedBefore()),
        up(given.until()),
        text(given.reason()));
  }

  /** Returns the text, with U+FFFD for each NUL and each half of a character. */
  public static String text(String given) {
    return ODD.matcher(given).replaceAll("\uFFFD");
  }

  /** Returns the moment or up to a microsecond earlier, 4713 BC at the earliest. */
  public static Instant moment(Instant given) {
    Instant kept = given.isBefore(FIRST) ? FIRST : given.isAfter(LAST) ? LAST : given;
    return kept.truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant up(@Nullable Instant given) {
    if (given == null) {
      return null;
    }
    Instant down = moment(given);
    return down.isBefore(given) && down.isBefore(LAST) ? down.plus(1, ChronoUnit.MICROS) : down;
  }
}
