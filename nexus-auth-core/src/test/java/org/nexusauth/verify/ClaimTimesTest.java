package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.reason.Reason.KEY_EXPIRED;
import static org.nexusauth.reason.Reason.KEY_INVALID;
import static org.nexusauth.reason.Reason.KEY_NOT_YET_VALID;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** Both sides of each edge of time (RFC 7519 §4.1.4 to §4.1.6), to the millisecond. */
class ClaimTimesTest {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final KeyMaker KEY = KeyMaker.of(SIGNER).without("iat");
  private static final long NOW = TestClock.second();
  private static final long SKEW = 60;

  private final TestClock clock = new TestClock();
  private final ApiKeyVerifier verifier = Verifiers.at(clock, SIGNER);

  private void assertGood(KeyMaker key) {
    Verifiers.verified(verifier, key.text());
  }

  private void assertRefused(Reason reason, KeyMaker key) {
    assertThat(Verifiers.denied(verifier, key.text()).reason()).isEqualTo(reason);
  }

  @Test
  void expOneSkewAgo_isExpiredAndOneSecondLaterIsGood() {
    assertRefused(KEY_EXPIRED, KEY.claim("exp", NOW - SKEW - 1));
    assertRefused(KEY_EXPIRED, KEY.claim("exp", NOW - SKEW));
    assertGood(KEY.claim("exp", NOW - SKEW + 1));
  }

  @Test
  void expEdge_isExactToTheMillisecond() {
    KeyMaker key = KEY.claim("exp", NOW);

    clock.set(Instant.ofEpochSecond(NOW + SKEW).minusMillis(1));
    assertGood(key);
    clock.set(Instant.ofEpochSecond(NOW + SKEW));
    assertRefused(KEY_EXPIRED, key);
  }

  @Test
  void expFraction_ofASecond_counts() {
    KeyMaker key = KEY.claim("exp", new BigDecimal(NOW + ".250"));

    clock.set(Instant.ofEpochSecond(NOW + SKEW).plusMillis(249));
    assertGood(key);
    clock.set(Instant.ofEpochSecond(NOW + SKEW).plusMillis(250));
    assertRefused(KEY_EXPIRED, key);
  }

  @Test
  void nbfOneSkewAhead_isGoodAndOneSecondLaterIsNotYet() {
    assertGood(KEY.claim("nbf", NOW + SKEW - 1));
    assertGood(KEY.claim("nbf", NOW + SKEW));
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("nbf", NOW + SKEW + 1));
  }

  @Test
  void nbfEdge_isExactToTheMillisecond() {
    KeyMaker key = KEY.claim("nbf", NOW + 120);

    clock.set(Instant.ofEpochSecond(NOW + 120 - SKEW).minusMillis(1));
    assertRefused(KEY_NOT_YET_VALID, key);
    clock.set(Instant.ofEpochSecond(NOW + 120 - SKEW));
    assertGood(key);
  }

  @Test
  void iatOneSkewAhead_isGoodAndOneSecondLaterIsNotYet() {
    assertGood(KEY.claim("iat", NOW + SKEW));
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("iat", NOW + SKEW + 1));
  }

  @Test
  void start_isTheLaterOfNbfAndIat() {
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("nbf", NOW - 10).claim("iat", NOW + SKEW + 1));
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("iat", NOW - 10).claim("nbf", NOW + SKEW + 1));
    assertGood(KEY.claim("iat", NOW + SKEW).claim("nbf", NOW - 10));
  }

  @Test
  void cachedKey_expiresAtTheSameMoment() {
    KeyMaker key = KEY.claim("exp", NOW);
    assertGood(key);

    clock.set(Instant.ofEpochSecond(NOW + SKEW).minusMillis(1));
    assertGood(key);
    clock.set(Instant.ofEpochSecond(NOW + SKEW));
    assertRefused(KEY_EXPIRED, key);
  }

  @Test
  void cachedKey_isNotYetValidWhenTheClockIsSetBack() {
    KeyMaker key = KEY.claim("nbf", NOW);
    assertGood(key);

    clock.setSecond(NOW - SKEW - 1);
    assertRefused(KEY_NOT_YET_VALID, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "PT0S"})
  void skew_ofZero_leavesNoTolerance(String skew) {
    ApiKeyVerifier strict = Verifiers.at(clock, SIGNER, "verify.clock.skew", skew);

    Verifiers.verified(strict, KEY.claim("exp", NOW + 1).claim("nbf", NOW).text());
    assertThat(Verifiers.denied(strict, KEY.claim("exp", NOW).text()).reason())
        .isEqualTo(KEY_EXPIRED);
    assertThat(Verifiers.denied(strict, KEY.claim("nbf", NOW + 1).text()).reason())
        .isEqualTo(KEY_NOT_YET_VALID);
  }

  @Test
  void skew_ofTenMinutes_isTheMost() {
    ApiKeyVerifier lax = Verifiers.at(clock, SIGNER, "verify.clock.skew", "PT10M");

    Verifiers.verified(lax, KEY.claim("exp", NOW - 599).text());
    assertThat(Verifiers.denied(lax, KEY.claim("exp", NOW - 600).text()).reason())
        .isEqualTo(KEY_EXPIRED);
  }

  @Test
  void iat_at_andAfterExp() {
    assertGood(KEY.claim("iat", NOW).claim("exp", NOW));
    assertThat(invalid(KEY.claim("iat", NOW + 1).claim("exp", NOW)))
        .isEqualTo("the claim \"iat\" is after \"exp\"");
  }

  @Test
  void nbf_at_andAfterExp() {
    assertGood(KEY.claim("nbf", NOW).claim("exp", NOW));
    assertThat(invalid(KEY.claim("nbf", NOW + 1).claim("exp", NOW)))
        .isEqualTo("the claim \"exp\" is before \"nbf\"");
  }

  private String invalid(KeyMaker key) {
    assertRefused(KEY_INVALID, key);
    return Verifiers.denied(verifier, key.text()).detail();
  }

  @Test
  void expMissing_isRefusedUnlessItIsAllowed() {
    KeyMaker key = KEY.without("exp");
    ApiKeyVerifier allowing = Verifiers.at(clock, SIGNER, "verify.expiry.required", "false");

    assertRefused(KEY_INVALID, key);
    assertThat(Verifiers.verified(allowing, key.text()).expiresAt()).isEmpty();
    clock.advance(Duration.ofDays(365_000));
    Verifiers.verified(allowing, key.text());
  }

  @Test
  void exp_thatIsThere_countsAlsoWhereItIsNotRequired() {
    ApiKeyVerifier allowing = Verifiers.at(clock, SIGNER, "verify.expiry.required", "false");

    assertThat(Verifiers.denied(allowing, KEY.claim("exp", NOW - SKEW).text()).reason())
        .isEqualTo(KEY_EXPIRED);
  }

  @Test
  void lifetime_atAnd_aboveTheMost() {
    ApiKeyVerifier limited = Verifiers.at(clock, SIGNER, "verify.max.lifetime", "PT1H");
    KeyMaker issued = KEY.claim("iat", NOW);

    Verifiers.verified(limited, issued.claim("exp", NOW + 3600).text());
    KeyDenied refused = Verifiers.denied(limited, issued.claim("exp", NOW + 3601).text());
    assertThat(refused.reason()).isEqualTo(KEY_INVALID);
    assertThat(refused.detail()).isEqualTo("the lifetime, PT1H1S, is longer than PT1H");
  }

  @Test
  void lifetime_thatIsNotKnown_isRefusedWhereThereIsAMost() {
    ApiKeyVerifier limited =
        Verifiers.at(
            clock, SIGNER, "verify.max.lifetime", "PT1H", "verify.expiry.required", "false");

    Verifiers.assertInvalid(limited, KEY.text());
    Verifiers.assertInvalid(limited, KEY.claim("iat", NOW).without("exp").text());
    Verifiers.assertInvalid(limited, KEY.without("exp").text());
  }

  static Stream<Arguments> details() {
    return Stream.of(
        argumentSet("seconds", NOW - 61, "expired 2026-11-24T07:58:59Z, 61 s ago (skew 60 s)"),
        argumentSet(
            "minutes", NOW - 300, "expired 2026-11-24T07:55:00Z, 5 minutes ago (skew 60 s)"),
        argumentSet("days", NOW - 345_600, "expired 2026-11-20T08:00:00Z, 4 days ago (skew 60 s)"),
        argumentSet("1970", 0L, "expired 1970-01-01T00:00:00Z, 20781 days ago (skew 60 s)"));
  }

  @ParameterizedTest
  @MethodSource("details")
  void expRefusal_saysWhenAndHowLongAgo(long exp, String detail) {
    KeyDenied refused = Verifiers.denied(verifier, KEY.claim("exp", exp).text());

    assertThat(refused.detail()).isEqualTo(detail);
    assertThat(refused.step()).isEqualTo(Step.TIME);
  }

  @Test
  void nbfRefusal_saysWhenAndInHowLong() {
    KeyMaker key = KEY.claim("nbf", NOW + 7200).claim("exp", NOW + 9000);

    assertThat(Verifiers.denied(verifier, key.text()).detail())
        .isEqualTo("valid from 2026-11-24T10:00:00Z, in 2 hours (skew 60 s)");
  }

  @Test
  void expired_andNotYetValidOnlyAfterTheSignature_isGood() {
    KeyMaker expired = KEY.claim("exp", NOW - 3600).signedBy(Signer.stranger("HS256"));

    assertRefused(KEY_INVALID, expired);
  }
}
