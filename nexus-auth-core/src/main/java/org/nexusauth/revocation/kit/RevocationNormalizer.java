package org.nexusauth.revocation.kit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Revocation;

/**
 * Converts values to what engines can keep: instants to the microsecond and within the range of
 * their types, texts without NUL and unpaired surrogates.
 */
public final class RevocationNormalizer {
  private static final Pattern NOT_STORABLE = Pattern.compile("[\\x00\\p{Cs}]");

  /** What PostgreSQL and H2 can hold in any zone, and microseconds since 1970 in a long. */
  private static final Instant MIN = Instant.parse("-4712-01-01T00:00:00Z");

  private static final Instant MAX = Instant.parse("+294247-01-01T00:00:00Z");

  private RevocationNormalizer() {}

  /**
   * Returns the revocation, which applies to the same keys or up to a microsecond more, and is kept
   * as long or up to a microsecond longer.
   */
  public static Revocation roundRevocation(Revocation given) {
    return new Revocation(
        given.subject(),
        roundInstant(given.effectiveAt()),
        roundUp(given.issuedBefore()),
        roundUp(given.until()),
        cleanText(given.reason()));
  }

  /** Returns the text, with U+FFFD for each NUL and each unpaired surrogate. */
  public static String cleanText(String given) {
    return NOT_STORABLE.matcher(given).replaceAll("\uFFFD");
  }

  /** Returns the instant or up to a microsecond earlier, 4713 BC at the earliest. */
  public static Instant roundInstant(Instant given) {
    if (given.isBefore(MIN)) {
      return MIN;
    }
    if (given.isAfter(MAX)) {
      return MAX;
    }
    return given.truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant roundUp(@Nullable Instant given) {
    if (given == null) {
      return null;
    }
    Instant down = roundInstant(given);
    if (down.isBefore(given) && down.isBefore(MAX)) {
      return down.plus(1, ChronoUnit.MICROS);
    }
    return down;
  }
}
