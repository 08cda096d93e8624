package org.nexusauth.verify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.HumanDuration;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * When a key is good, in milliseconds since the epoch, the clock skew already allowed for. Checked
 * on every request, so it is two comparisons.
 *
 * @param from the first moment at which it is good
 * @param until the first moment at which it is not good any more
 */
record Lifetime(long from, long until) {

  /**
   * Returns the lifetime of a key (RFC 7519 §4.1.4, §4.1.5; {@code iat} counts like {@code nbf}, so
   * that a wrong clock is recognised).
   *
   * <p>{@code exp ≤ now − skew} is expired, so {@code exp + skew} is the first bad moment; {@code
   * nbf > now + skew} is not yet valid, so {@code nbf − skew} is the first good one.
   *
   * @param from the later of {@code nbf} and {@code iat}, or null
   * @param until {@code exp}, or null
   */
  static Lifetime of(@Nullable Instant from, @Nullable Instant until, Duration skew) {
    return new Lifetime(
        from == null ? Long.MIN_VALUE : from.minus(skew).toEpochMilli(),
        until == null ? Long.MAX_VALUE : until.plus(skew).toEpochMilli());
  }

  boolean holdsAt(long millis) {
    return millis >= from && millis < until;
  }

  /** Says why a key is not good now; only for a moment at which it is not. */
  KeyDenied refusedAt(long millis, Duration skew) {
    String tolerance = " (skew " + skew.toSeconds() + " s)";
    if (millis < from) {
      Instant start = Instant.ofEpochMilli(from).plus(skew);
      return new KeyDenied(
          Reason.KEY_NOT_YET_VALID,
          Step.TIME,
          "good from "
              + start
              + ", in "
              + HumanDuration.format(from - millis + skew.toMillis())
              + tolerance);
    }
    Instant end = Instant.ofEpochMilli(until).minus(skew);
    return new KeyDenied(
        Reason.KEY_EXPIRED,
        Step.TIME,
        "expired "
            + end
            + ", "
            + HumanDuration.format(millis - until + skew.toMillis())
            + " ago"
            + tolerance);
  }
}
