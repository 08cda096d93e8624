package org.nexusauth.keys;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when and until when a key is good. Exactly one of the lifetime and the end is there.
 *
 * @param lifetime how long from the moment of issuing, or null
 * @param expiresAt the first moment at which the key is expired, or null
 * @param notBefore the first moment at which it is good, or null for that of issuing
 */
public record Validity(
    @Nullable Duration lifetime, @Nullable Instant expiresAt, @Nullable Instant notBefore) {

  /** Four digits of a year: no key is meant to be good longer, and every reader can show it. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Checks what can be checked without a clock.
   *
   * @throws IllegalArgumentException if not exactly one of lifetime and end is there, or the
   *     lifetime is shorter than a second
   */
  public Validity {
    if ((lifetime == null) == (expiresAt == null)) {
      throw new IllegalArgumentException("say when the key expires: a lifetime or a moment");
    }
    if (lifetime != null && lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a key's lifetime must be at least one second");
    }
  }

  /** The end for a key issued now, in whole seconds. */
  Instant expiryFrom(Instant now) {
    Instant end = end(now);
    if (end.isAfter(LAST)) {
      throw new IllegalArgumentException("a key must expire by the year 9999");
    }
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("a key must not be expired when it is issued");
    }
    if (notBefore != null && !seconds(notBefore).isBefore(end)) {
      throw new IllegalArgumentException("a key must be good for some time before it expires");
    }
    return end;
  }

  private Instant end(Instant now) {
    if (expiresAt != null) {
      return seconds(expiresAt);
    }
    try {
      return seconds(now.plus(lifetime));
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }

  static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
