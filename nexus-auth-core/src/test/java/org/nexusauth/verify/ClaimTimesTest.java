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
  void exp_one_skew_ago_is_expired_and_one_second_later_is_good() {
    assertRefused(KEY_EXPIRED, KEY.claim("exp", NOW - SKEW - 1));
    assertRefused(KEY_EXPIRED, KEY.claim("exp", NOW - SKEW));
    assertGood(KEY.claim("exp", NOW - SKEW + 1));
  }

  @Test
  void exp_edge_is_exact_to_the_millisecond() {
    KeyMaker key = KEY.claim("exp", NOW);

    clock.set(Instant.ofEpochSecond(NOW + SKEW).minusMillis(1));
    assertGood(key);
    clock.set(Instant.ofEpochSecond(NOW + SKEW));
    assertRefused(KEY_EXPIRED, key);
  }

  @Test
  void exp_fraction_of_a_second_counts() {
    KeyMaker key = KEY.claim("exp", new BigDecimal(NOW + ".250"));

    clock.set(Instant.ofEpochSecond(NOW + SKEW).plusMillis(249));
    assertGood(key);
    clock.set(Instant.ofEpochSecond(NOW + SKEW).plusMillis(250));
    assertRefused(KEY_EXPIRED, key);
  }

  @Test
  void nbf_one_skew_ahead_is_good_and_one_second_later_is_not_yet() {
    assertGood(KEY.claim("nbf", NOW + SKEW - 1));
    assertGood(KEY.claim("nbf", NOW + SKEW));
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("nbf", NOW + SKEW + 1));
  }

  @Test
  void nbf_edge_is_exact_to_the_millisecond() {
    KeyMaker key = KEY.claim("nbf", NOW + 120);

    clock.set(Instant.ofEpochSecond(NOW + 120 - SKEW).minusMillis(1));
    assertRefused(KEY_NOT_YET_VALID, key);
    clock.set(Instant.ofEpochSecond(NOW + 120 - SKEW));
    assertGood(key);
  }

  @Test
  void iat_one_skew_ahead_is_good_and_one_second_later_is_not_yet() {
    assertGood(KEY.claim("iat", NOW + SKEW));
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("iat", NOW + SKEW + 1));
  }

  @Test
  void start_is_the_later_of_nbf_and_iat() {
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("nbf", NOW - 10).claim("iat", NOW + SKEW + 1));
    assertRefused(KEY_NOT_YET_VALID, KEY.claim("iat", NOW - 10).claim("nbf", NOW + SKEW + 1));
    assertGood(KEY.claim("iat", NOW + SKEW).claim("nbf", NOW - 10));
  }

  @Test
  void cached_key_expires_at_the_same_moment() {
    KeyMaker key = KEY.claim("exp", NOW);
    assertGood(key);

    clock.set(Instant.ofEpochSecond(NOW + SKEW).minusMillis(1));
    assertGood(key);
    clock.set(Instant.ofEpochSecond(NOW + SKEW));
    assertRefused(KEY_EXPIRED, key);
  }

  @Test
  void cached_key_is_not_yet_valid_when_the_clock_is_set_back() {
    KeyMaker key = KEY.claim("nbf", NOW);
    assertGood(key);

    clock.setSecond(NOW - SKEW - 1);
    assertRefused(KEY_NOT_YET_VALID, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "PT0S"})
  void skew_of_zero_leaves_no_tolerance(String skew) {
    ApiKeyVerifier strict = Verifiers.at(clock, SIGNER, "verify.clock.skew", skew);

    Verifiers.verified(strict, KEY.claim("exp", NOW + 1).claim("nbf", NOW).text());
    assertThat(Verifiers.denied(strict, KEY.claim("exp", NOW).text()).reason())
        .isEqualTo(KEY_EXPIRED);
    assertThat(Verifiers.denied(strict, KEY.claim("nbf", NOW + 1).text()).reason())
        .isEqualTo(KEY_NOT_YET_VALID);
  }

  @Test
  void skew_of_ten_minutes_is_the_most() {
    ApiKeyVerifier lax = Verifiers.at(clock, SIGNER, "verify.clock.skew", "PT10M");

    Verifiers.verified(lax, KEY.claim("exp", NOW - 599).text());
    assertThat(Verifiers.denied(lax, KEY.claim("exp", NOW - 600).text()).reason())
        .isEqualTo(KEY_EXPIRED);
  }

  @Test
  void iat_at_and_after_exp() {
    assertGood(KEY.claim("iat", NOW).claim("exp", NOW));
    assertThat(invalid(KEY.claim("iat", NOW + 1).claim("exp", NOW)))
        .isEqualTo("the claim \"iat\" is after \"exp\"");
  }

  @Test
  void nbf_at_and_after_exp() {
    assertGood(KEY.claim("nbf", NOW).claim("exp", NOW));
    assertThat(invalid(KEY.claim("nbf", NOW + 1).claim("exp", NOW)))
        .isEqualTo("the claim \"exp\" is before \"nbf\"");
  }

  private String invalid(KeyMaker key) {
    assertRefused(KEY_INVALID, key);
    return Verifiers.denied(verifier, key.text()).detail();
  }

  @Test
  void exp_missing_is_refused_unless_it_is_allowed() {
    KeyMaker key = KEY.without("exp");
    ApiKeyVerifier allowing = Verifiers.at(clock, SIGNER, "verify.expiry.required", "false");

    assertRefused(KEY_INVALID, key);
    assertThat(Verifiers.verified(allowing, key.text()).expiresAt()).isEmpty();
    clock.advance(Duration.ofDays(365_000));
    Verifiers.verified(allowing, key.text());
  }

  @Test
  void exp_that_is_there_counts_also_where_it_is_not_required() {
    ApiKeyVerifier allowing = Verifiers.at(clock, SIGNER, "verify.expiry.required", "false");

    assertThat(Verifiers.denied(allowing, KEY.claim("exp", NOW - SKEW).text()).reason())
        .isEqualTo(KEY_EXPIRED);
  }

  @Test
  void lifetime_at_and_above_the_most() {
    ApiKeyVerifier limited = Verifiers.at(clock, SIGNER, "verify.max.lifetime", "PT1H");
    KeyMaker issued = KEY.claim("iat", NOW);

    Verifiers.verified(limited, issued.claim("exp", NOW + 3600).text());
    KeyDenied refused = Verifiers.denied(limited, issued.claim("exp", NOW + 3601).text());
    assertThat(refused.reason()).isEqualTo(KEY_INVALID);
    assertThat(refused.detail()).isEqualTo("the lifetime, PT1H1S, is longer than PT1H");
  }

  @Test
  void lifetime_that_is_not_known_is_refused_where_there_is_a_most() {
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
  void exp_refusal_says_when_and_how_long_ago(long exp, String detail) {
    KeyDenied refused = Verifiers.denied(verifier, KEY.claim("exp", exp).text());

    assertThat(refused.detail()).isEqualTo(detail);
    assertThat(refused.step()).isEqualTo(Step.TIME);
  }

  @Test
  void nbf_refusal_says_when_and_in_how_long() {
    KeyMaker key = KEY.claim("nbf", NOW + 7200).claim("exp", NOW + 9000);

    assertThat(Verifiers.denied(verifier, key.text()).detail())
        .isEqualTo("valid from 2026-11-24T10:00:00Z, in 2 hours (skew 60 s)");
  }

  @Test
  void expired_and_not_yet_valid_only_after_the_signature_is_good() {
    KeyMaker expired = KEY.claim("exp", NOW - 3600).signedBy(Signer.stranger("HS256"));

    assertRefused(KEY_INVALID, expired);
  }
}
