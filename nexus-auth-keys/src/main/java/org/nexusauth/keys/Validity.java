package org.nexusauth.keys;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a key is valid. Exactly one of the lifetime and the end is present.
 *
 * @param lifetime how long after it is issued, or null
 * @param expiresAt the first instant at which the key is expired, or null
 * @param notBefore the first instant at which it is valid, or null for that of issuing
 */
public record Validity(
    @Nullable Duration lifetime, @Nullable Instant expiresAt, @Nullable Instant notBefore) {

  /** Four digits of a year: no key needs to be valid longer, and every reader can show it. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Checks what can be checked without a clock.
   *
   * @throws IllegalArgumentException if not exactly one of lifetime and end is there, or the
   *     lifetime is shorter than a second
   */
  public Validity {
    if ((lifetime == null) == (expiresAt == null)) {
      throw new IllegalArgumentException(
          "set when the key expires: either a lifetime or an instant");
    }
    if (lifetime != null && lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a key's lifetime must be at least one second");
    }
  }

  /** The end for a key issued now, in whole seconds. */
  Instant expiryFrom(Instant now) {
    Instant end = endFrom(now);
    if (end.isAfter(LAST)) {
      throw new IllegalArgumentException("a key must expire by the year 9999");
    }
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("a key must not be expired when it is issued");
    }
    if (notBefore != null && !truncateToSeconds(notBefore).isBefore(end)) {
      throw new IllegalArgumentException("a key must become valid before it expires");
    }
    return end;
  }

  private Instant endFrom(Instant now) {
    if (expiresAt != null) {
      return truncateToSeconds(expiresAt);
    }
    try {
      return truncateToSeconds(now.plus(lifetime));
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }

  static Instant truncateToSeconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
