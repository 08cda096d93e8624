package org.nexusauth.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.HumanDuration;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * The time in which a key is valid, in milliseconds since the epoch, clock skew included. Checked
 * on every request, so the check is two comparisons.
 *
 * @param from the first instant at which the key is valid
 * @param until the first instant at which it is no longer valid
 */
record Lifetime(long from, long until) {

  /**
   * Returns the lifetime of a key (RFC 7519 §4.1.4, §4.1.5; {@code iat} counts like {@code nbf}, so
   * that a wrong clock is recognised).
   *
   * <p>{@code exp ≤ now − skew} is expired, so {@code exp + skew} is the first invalid instant;
   * {@code nbf > now + skew} is not yet valid, so {@code nbf − skew} is the first valid one.
   *
   * @param from the later of {@code nbf} and {@code iat}, or null
   * @param until {@code exp}, or null
   */
  static Lifetime of(@Nullable Instant from, @Nullable Instant until, Duration skew) {
    long first = Long.MIN_VALUE;
    if (from != null) {
      first = from.minus(skew).toEpochMilli();
    }
    long end = Long.MAX_VALUE;
    if (until != null) {
      end = until.plus(skew).toEpochMilli();
    }
    return new Lifetime(first, end);
  }

  boolean contains(long millis) {
    return millis >= from && millis < until;
  }

  /** Returns why a key is not valid at an instant; empty if it is. */
  Optional<KeyDenied> denialAt(long millis, Duration skew) {
    if (millis < from) {
      return Optional.of(notYetValid(millis, skew));
    }
    if (millis >= until) {
      return Optional.of(expired(millis, skew));
    }
    return Optional.empty();
  }

  private KeyDenied notYetValid(long millis, Duration skew) {
    Instant start = Instant.ofEpochMilli(from).plus(skew);
    String wait = HumanDuration.format(from - millis + skew.toMillis());
    return new KeyDenied(
        Reason.KEY_NOT_YET_VALID,
        Step.TIME,
        "valid from " + start + ", in " + wait + describe(skew));
  }

  private KeyDenied expired(long millis, Duration skew) {
    Instant end = Instant.ofEpochMilli(until).minus(skew);
    String ago = HumanDuration.format(millis - until + skew.toMillis());
    return new KeyDenied(
        Reason.KEY_EXPIRED, Step.TIME, "expired " + end + ", " + ago + " ago" + describe(skew));
  }

  private static String describe(Duration skew) {
    return " (skew " + skew.toSeconds() + " s)";
  }
}
