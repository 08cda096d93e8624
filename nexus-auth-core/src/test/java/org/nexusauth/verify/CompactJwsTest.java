package org.nexusauth.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompactJwsTest {
  /** Three parts of 2, 3 and 4 digits, canonical. */
  private static final String GOOD = "AQ.AAE.AAAA";

  private static final String LONG = "AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void parseThreeCanonicalParts_givesTheirBytes() {
    CompactJws jws = Verifiers.parse(GOOD);

    assertThat(jws).isNotNull();
    assertThat(jws.header()).containsExactly(1);
    assertThat(jws.payload()).containsExactly(0, 1);
    assertThat(jws.signature()).containsExactly(0, 0, 0);
    assertThat(jws.signingInput()).isEqualTo("AQ.AAE".getBytes(US_ASCII));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet("S02 empty signature", "AQ.AAE.", "the signature is empty"),
        argumentSet("S04 two parts and a dot", "AQ.AQ.", "the signature is empty"),
        argumentSet("empty payload", "AQ..AAAA", "the payload is empty"),
        argumentSet("S28 leading dot", ".AAE.AAAA", "the header is empty"),
        argumentSet("S28 nothing", "", "one part instead of three"),
        argumentSet("S28 one part", "AAAA", "one part instead of three"),
        argumentSet("S28 two parts", "AAAA.AAAA", "two parts instead of three"),
        argumentSet("S28 one dot", ".", "two parts instead of three"),
        argumentSet("S28 two dots", "..", "the header is empty"),
        argumentSet("S28 three dots", "...", "more than three parts"),
        argumentSet("S28 four parts", "AAAA.AAAA.AAAA.AAAA", "more than three parts"),
        argumentSet("S28 trailing dot", GOOD + ".", "more than three parts"),
        argumentSet("S28 a thousand parts", "AAAA.".repeat(999) + "AAAA", "more than three"),
        argumentSet("S24 JWE", "AAAA.AAAA.AAAA.AAAA.AAAA", "an encrypted JWT has five"),
        argumentSet("S24 JWE of dir", "AAAA..AAAA.AAAA.AAAA", "an encrypted JWT has five"),
        argumentSet("S28 six parts", "AA.AA.AA.AA.AA.AA", "more than three parts"),
        argumentSet("S36 unused bits in the header", "AR.AAE.AAAA", "the header does not end"),
        argumentSet("S36 unused bits in the payload", "AQ.AAF.AAAA", "the payload does not end"),
        argumentSet("S36 unused bits in the signature", "AQ.AAE.AAAAAB", "the signature does not"),
        argumentSet("S36 one digit", "AQ.AAE.A", "the signature does not end"),
        argumentSet("S36 five digits", "AQ.AAE.AAAAA", "the signature does not end"),
        argumentSet("S37 padded", "AQ==.AAE.AAAA", "character 3 of 13, U+003D"),
        argumentSet("S37 padded at the end", GOOD + "=", "character 12 of 12, U+003D"),
        argumentSet("S37 plus", "AQ.AAE.AA+A", "U+002B"),
        argumentSet("S37 slash", "AQ.AAE.AA/A", "U+002F"),
        argumentSet("S37 percent", "AQ.AAE.AAAA%3D", "U+0025"),
        argumentSet("S38 zero-width space", "AQ.AA\u200bE.AAAA", "U+200B"),
        argumentSet("surrogate", "AQ.AAE.AAAA\ud83d\ude00", "U+D83D"),
        argumentSet("letter of another script", "\u0410Q.AAE.AAAA", "character 1 of 11, U+0410"),
        argumentSet("full-width digit", "AQ.AAE.AAA\uff11", "U+FF11"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void parseAnythingElse_isRefusedWithTheCause(String text, String problem) {
    assertThat(CompactJws.parse(text))
        .isInstanceOfSatisfying(
            JwsParseResult.Malformed.class,
            malformed -> assertThat(malformed.problem().get()).contains(problem));
  }

  static Stream<String> junk() {
    return Stream.of(
        "!", "!!!", "?", "#", "\0", "\n", "\r", "\t", " ", "\u00e9", "\u00a0", "\u200b", "\ufeff",
        "\u2028", "=", "==", "+", "/", "%", ",", ";", "\"", "'", ":", "~", "\u007f", "\u0080");
  }

  @ParameterizedTest
  @MethodSource("junk")
  void parseJunk_atAnyPlace_isRefused(String junk) {
    for (String good : List.of(GOOD, LONG)) {
      for (int i = 0; i <= good.length(); i++) {
        String text = good.substring(0, i) + junk + good.substring(i);

        assertThat(Verifiers.parse(text)).as("at %s of %s", i, good).isNull();
      }
    }
  }

  @Test
  void parseEveryOtherLastDigit_ofAPart_isRefusedOrOtherBytes() {
    // One text for one sequence of bytes: else a key could be written in two ways.
    byte[] signature = Verifiers.parse("AQ.AAE.AAA").signature();
    String others = "BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < others.length(); i++) {
      CompactJws other = Verifiers.parse("AQ.AAE.AA" + others.charAt(i));

      assertThat(other == null ? null : other.signature()).isNotEqualTo(signature);
    }
  }
}
