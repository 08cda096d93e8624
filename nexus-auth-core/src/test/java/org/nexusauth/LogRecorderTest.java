package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.Decision.Denied;
import org.slf4j.LoggerFactory;

/** A01: that no log holds a piece of a key is checked behind every class; this checks the check. */
class LogRecorderTest {
  private static final String KEY = "aaa.bbb.0123456789abcdefghij-_KLMN";

  @BeforeEach
  void forget() {
    LogRecorder.forget();
  }

  @Test
  void pieces_of_sixteen_characters_of_the_signature_are_found() {
    KeyPieces pieces = KeyPieces.of(List.of(KEY));

    assertThat(pieces.occurIn("0123456789abcdef")).isTrue();
    assertThat(pieces.occurIn("refused 9abcdefghij-_KLMN!")).isTrue();
    assertThat(pieces.occurIn("x456789abcdefghijx")).isTrue();
    assertThat(pieces.occurIn(KEY)).isTrue();
  }

  @Test
  void other_texts_are_not_found() {
    KeyPieces pieces = KeyPieces.of(List.of(KEY));

    assertThat(pieces.occurIn("0123456789abcde")).isFalse();
    assertThat(pieces.occurIn("0123456789ABCDEF0123456789")).isFalse();
    assertThat(pieces.occurIn("aaa.bbb.")).isFalse();
    assertThat(pieces.occurIn("")).isFalse();
  }

  @Test
  void recorder_hears_every_way_of_logging_at_every_level() {
    System.getLogger("org.nexusauth").log(Level.TRACE, "by the platform");
    LoggerFactory.getLogger("org.jose4j.jws").trace("by jose4j's way");
    Logger.getLogger("any").finest("by java.util.logging");

    assertThat(LogRecorder.messages("by ")).hasSize(3);
  }

  @Test
  void recorder_hears_the_text_of_an_exception() {
    System.getLogger("any").log(Level.DEBUG, "failed", new IllegalStateException("what it says"));

    assertThat(LogRecorder.messages("what it says")).hasSize(1);
  }

  static List<String> algorithms() {
    return Signer.ALGORITHMS;
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void gate_and_library_log_nothing_of_a_key_that_is_good_forged_cut_or_malformed(
      String algorithm) {
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
