package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.ClaimSettings;
import org.nexusauth.config.GateSettings;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** What a text says of itself, read by the rules of the gate. */
class UnverifiedKeyTest {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final KeyMaker KEY = KeyMaker.of(SIGNER);
  private static final GateSettings SETTINGS =
      Verifiers.settings(
          Map.of("verify.keys", Signer.jwks(SIGNER), "token.prefix", "nxs_", "verify.issuer", "i"));
  private static final ClaimSettings CLAIMS = SETTINGS.claims();

  private static UnverifiedKey read(String text) {
    return ((UnverifiedKey.Parsed) UnverifiedKey.parse(List.of(text), SETTINGS.token())).key();
  }

  @Test
  void fromText_hasItsLengthHeaderAndClaims() {
    UnverifiedKey key = read(KEY.text());

    assertThat(key.length()).isEqualTo(KEY.text().length());
    assertThat(key.header().orElseThrow()).containsEntry("kid", "hs256");
    assertThat(key.claims().orElseThrow()).containsEntry("integrationId", "int_1");
    assertThat(key).hasToString("UnverifiedKey[" + KEY.text().length() + " characters]");
  }

  @Test
  void fromText_withThePrefix_isWithoutIt() {
    assertThat(read("nxs_" + KEY.text()).length()).isEqualTo(KEY.text().length());
  }

  @Test
  void fromText_thatIsNoJson_hasNeither() {
    UnverifiedKey key = read(KeyMaker.raw(SIGNER, "header", "{\"a\":1,\"a\":2}"));

    assertThat(key.header()).isEmpty();
    assertThat(key.claims()).isEmpty();
  }

  @Test
  void fromValues_thatHoldNoKey_areRefusedAsAtTheGate() {
    for (List<String> values :
        List.of(
            List.<String>of(),
            List.of(""),
            List.of("a", "b"),
            List.of("Bearer a.b.c"),
            List.of("a b"),
            List.of("x".repeat(5000)),
            List.of("a.b"))) {
      KeyDenied atTheGate =
          (KeyDenied) Verifiers.trusting(SIGNER, "token.prefix", "nxs_").verify(values);

      assertThat(UnverifiedKey.parse(values, SETTINGS.token()))
          .isEqualTo(new UnverifiedKey.NotAKey(atTheGate));
    }
  }

  private static Optional<KeyDenied> findFault(String text) {
    return read(text).findFault(CLAIMS, TestClock.NOW);
  }

  @Test
  void findFault_ofAKeyThatOnlyItsSignatureCanSpoil_isNone() {
    String good = KEY.claim("iss", "i").text();

    assertThat(findFault(good)).isEmpty();
    assertThat(findFault(KEY.claim("iss", "i").signedBy(Signer.stranger("HS256")).text()))
        .isEmpty();
  }

  @Test
  void findFault_isTheFirstThatTheGateWouldFind() {
    assertFault(Step.HEADER, Reason.KEY_INVALID, KeyMaker.raw(SIGNER, "[]", "{}"));
    assertFault(Step.HEADER, Reason.KEY_INVALID, KEY.header("crit", List.of("x")).text());
    assertFault(Step.HEADER, Reason.KEY_INVALID, KEY.header("alg", "none").text());
    assertFault(Step.CLAIMS, Reason.KEY_INVALID, KeyMaker.payload(SIGNER, "[]"));
    assertFault(Step.CLAIMS, Reason.KEY_INVALID, KEY.claim("iss", "other").text());
    KeyMaker ours = KEY.claim("iss", "i");
    assertFault(Step.TIME, Reason.KEY_EXPIRED, ours.claim("exp", TestClock.second() - 60).text());
    assertFault(
        Step.TIME, Reason.KEY_NOT_YET_VALID, ours.claim("nbf", TestClock.second() + 61).text());
  }

  private static void assertFault(Step step, Reason reason, String text) {
    KeyDenied fault = findFault(text).orElseThrow();
    assertThat(fault.step()).isEqualTo(step);
    assertThat(fault.reason()).isEqualTo(reason);
    assertThat(fault.detail()).isNotBlank();
  }

  @Test
  void findFault_isJudgedAtTheGivenInstant() {
    String text = KEY.claim("iss", "i").text();
    Instant end = Instant.ofEpochSecond(TestClock.second() + 3600 + 60);

    assertThat(read(text).findFault(CLAIMS, end.minusMillis(1))).isEmpty();
    assertThat(read(text).findFault(CLAIMS, end)).isPresent();
  }

  @Test
  void findFault_ofEachAlgorithmThatKeysHave_isNone() {
    for (String algorithm : Signer.ALGORITHMS) {
      assertThat(findFault(KEY.claim("iss", "i").header("alg", algorithm).text())).isEmpty();
    }
    assertThat(findFault(KEY.claim("iss", "i").header("alg", "Ed25519").text())).isEmpty();
  }
}
