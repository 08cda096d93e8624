package org.nexusauth.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.Revocation;

/** Values as the tables can hold them: moments to the microsecond, texts without oddities. */
final class Storable {
  private static final Pattern ODD = Pattern.compile("[\\x00\\p{Cs}]");

  private Storable() {}

  /** Returns the revocation, which refuses what the given one does or up to a microsecond more. */
  static Revocation of(Revocation given) {
    return new Revocation(
        given.subject(),
        given.effectiveAt().truncatedTo(ChronoUnit.MICROS),
        up(given.issuedBefore()),
        up(given.until()),
        text(given.reason()));
  }

  /** PostgreSQL's texts hold no NUL and no half of a character. */
  static String text(String given) {
    return ODD.matcher(given).replaceAll("\uFFFD");
  }

  private static @Nullable Instant up(@Nullable Instant given) {
    if (given == null) {
      return null;
    }
    Instant down = given.truncatedTo(ChronoUnit.MICROS);
    return down.equals(given) ? given : down.plus(1, ChronoUnit.MICROS);
  }
}
