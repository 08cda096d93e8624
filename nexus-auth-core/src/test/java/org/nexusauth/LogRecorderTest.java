package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision.Denied;
import org.slf4j.LoggerFactory;

/** A01: that no log holds a piece of a key is checked behind every class; this checks the check. */
class LogRecorderTest {
  private static final String KEY =
      "eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQWQiOiIxIn0."
          + "eyJpbnRlZ3JhdGlvbklkIjoiaW50XzEifQ.0123456789abcdefghij-_KLMN";

  @BeforeEach
  void forget() {
    LogRecorder.forget();
  }

  static List<String> pieces() {
    return List.of(
        "0123456789abcdef",
        "refused 9abcdefghij-_KLMN!",
        "x456789abcdefghijx",
        "eyJhbGciOiJIUzI1",
        "\"eyJpbnRlZ3JhdGlvbklkIjoiaW50XzEifQ\"",
        "WQiOiIxIn0.eyJpbn",
        "Bearer " + KEY);
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void pieces_ofSixteenCharactersOfAnyPart_areFound(String text) {
    assertThat(KeyPieces.of(List.of(KEY)).occurIn(text)).isTrue();
    assertThat(KeyPieces.holders(List.of("ok", text, "fine"), List.of("a.b.c", KEY)))
        .containsExactly(text);
  }

  static List<String> others() {
    return List.of(
        "",
        "0123456789abcde",
        "0123456789ABCDEF0123456789",
        "01234567 89abcdef",
        "org.nexusauth.ApiKeyGate.authenticate(ApiKeyGate.java:104)");
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherTexts_areNotFound(String text) {
    assertThat(KeyPieces.of(List.of(KEY)).occurIn(text)).isFalse();
    assertThat(KeyPieces.holders(List.of(text), List.of(KEY))).isEmpty();
  }

  @Test
  void recorder_hearsEveryWayOfLoggingAtEveryLevel() {
    System.getLogger("org.nexusauth").log(Level.TRACE, "by the platform");
    LoggerFactory.getLogger("org.jose4j.jws").trace("by jose4j's way");
    Logger.getLogger("any").finest("by java.util.logging");

    assertThat(LogRecorder.messages("by ")).hasSize(3);
  }

  @Test
  void recorder_hearsTheTextsOfAnExceptionOfItsCausesAndOfSuppressedOnes() {
    Exception thrown = new IllegalStateException("what it says", new IOException("its cause"));
    thrown.addSuppressed(new IOException("suppressed"));
    System.getLogger("any").log(Level.DEBUG, "failed", thrown);

    assertThat(LogRecorder.messages("what it says"))
        .singleElement()
        .asString()
        .contains("its cause", "suppressed");
  }

  static List<String> algorithms() {
    return Signer.ALGORITHMS;
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void gate_andLibraryLogNothingOfAKeyThat_isGoodForgedCutOrMalformed(String algorithm) {
    Signer signer = Signer.of(algorithm);
    ApiKeyGate gate =
        ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", Signer.jwks(signer)))
            .clock(new TestClock())
            .build();
    String good = KeyMaker.of(signer).text();
    String forged = KeyMaker.of(Signer.stranger(algorithm)).text();
    String cut = good.substring(0, good.length() - 8);
    for (String text :
        List.of(good, forged, cut, good + "!", "Bearer " + good, good + "," + good)) {
      assertThatCode(() -> Gates.decide(gate, text)).doesNotThrowAnyException();
      if (Gates.decide(gate, text) instanceof Denied denied) {
        gate.answer(denied);
      }
    }

    KeyPieces pieces = KeyPieces.of(List.of(good, forged, cut));
    assertThat(LogRecorder.messages("NEXUS-1020")).hasSizeGreaterThan(5);
    assertThat(LogRecorder.messages("")).noneMatch(pieces::occurIn);
  }
}
