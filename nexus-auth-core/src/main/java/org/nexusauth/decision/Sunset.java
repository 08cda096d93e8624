package org.nexusauth.decision;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.RotationNotice;

/**
 * The end of a key that is revoked from a coming instant on, which answers to the key announce to
 * its caller. Immutable.
 *
 * @param endsAt from when on the key is denied
 * @param rotation the rotation that ends the key; null if it ends for another reason
 */
public record Sunset(Instant endsAt, @Nullable RotationNotice rotation) {
  /** The header that says when the key ends (RFC 8594). */
  public static final String SUNSET = "Sunset";

  /** The header that says since when the key should no longer be used (RFC 9745). */
  public static final String DEPRECATION = "Deprecation";

  /** An IMF-fixdate (RFC 9110 §5.6.7). */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Instant MIN = Instant.EPOCH;

  /** A year of an HTTP date has four digits. */
  private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Checks that the instant is not null. */
  public Sunset {
    Objects.requireNonNull(endsAt, "endsAt");
  }

  /**
   * Returns the end of a key by a scheduled revocation.
   *
   * @param effectiveAt when the revocation takes effect
   * @param reason its reason, which may be a {@link RotationNotice}
   */
  public static Sunset of(Instant effectiveAt, String reason) {
    return new Sunset(effectiveAt, RotationNotice.find(reason).orElse(null));
  }

  /**
   * Returns the headers by name: {@value #SUNSET}, and for a rotation {@value #DEPRECATION}. The
   * date is in whole seconds and never after the end. An end after the year 9999 has none.
   */
  public Map<String, String> headers() {
    if (endsAt.isBefore(MIN) || endsAt.isAfter(MAX)) {
      return Map.of();
    }
    String date = HTTP_DATE.format(endsAt);
    if (rotation == null) {
      return Map.of(SUNSET, date);
    }
    return Map.of(SUNSET, date, DEPRECATION, "@" + rotation.startedAt().getEpochSecond());
  }
}
