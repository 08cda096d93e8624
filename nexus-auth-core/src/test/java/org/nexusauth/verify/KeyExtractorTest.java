package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.reason.Reason.KEY_BEARER_PREFIX;
import static org.nexusauth.reason.Reason.KEY_INVALID;
import static org.nexusauth.reason.Reason.KEY_MALFORMED;
import static org.nexusauth.reason.Reason.KEY_MISSING;
import static org.nexusauth.reason.Reason.KEY_REPEATED;
import static org.nexusauth.reason.Reason.KEY_TOO_LONG;
import static org.nexusauth.reason.Reason.KEY_WHITESPACE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** Step 1: which of the refusals a value gets, the first that fits. */
class KeyExtractorTest {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final String KEY = KeyMaker.of(SIGNER).text();
  private static final String OTHER = KeyMaker.of(SIGNER).claim("jti", "other").text();

  private final ApiKeyVerifier verifier = Verifiers.trusting(SIGNER);

  static Stream<Arguments> values() {
    String long4097 = "a".repeat(4097);
    return Stream.of(
        argumentSet("H01 no header", KEY_MISSING, List.of()),
        argumentSet("H01 empty", KEY_MISSING, List.of("")),
        argumentSet("H01 only a comma", KEY_REPEATED, List.of(",")),
        argumentSet("H01 only commas", KEY_REPEATED, List.of(", ,,")),
        argumentSet("H02 Bearer", KEY_BEARER_PREFIX, List.of("Bearer " + KEY)),
        argumentSet("H02 bearer", KEY_BEARER_PREFIX, List.of("bearer " + KEY)),
        argumentSet("H02 BEARER and a tab", KEY_BEARER_PREFIX, List.of("BEARER\t" + KEY)),
        argumentSet("H02 Bearer twice", KEY_BEARER_PREFIX, List.of("Bearer Bearer " + KEY)),
        argumentSet("H02 Bearer, two keys", KEY_BEARER_PREFIX, List.of("Bearer a.b.c,d.e.f")),
        argumentSet("H02 Bearer, nothing else", KEY_BEARER_PREFIX, List.of("Bearer ")),
        argumentSet("H02 Bearer without a blank", KEY_MALFORMED, List.of("Bearer" + KEY)),
        argumentSet("H02 Bearer and a colon", KEY_WHITESPACE, List.of("Bearer: " + KEY)),
        argumentSet("H02 Bearer alone", KEY_MALFORMED, List.of("Bearer")),
        argumentSet("H02 Token", KEY_WHITESPACE, List.of("Token " + KEY)),
        argumentSet("H02 Basic", KEY_WHITESPACE, List.of("Basic " + KEY)),
        argumentSet("H02 ApiKey", KEY_WHITESPACE, List.of("ApiKey " + KEY)),
        argumentSet("H02 Bearer, dotless i", KEY_WHITESPACE, List.of("Bear\u0131r " + KEY)),
        argumentSet("H03 leading space", KEY_WHITESPACE, List.of(" " + KEY)),
        argumentSet("H03 leading tab", KEY_WHITESPACE, List.of("\t" + KEY)),
        argumentSet("H03 trailing space", KEY_WHITESPACE, List.of(KEY + " ")),
        argumentSet("H03 trailing tab", KEY_WHITESPACE, List.of(KEY + "\t")),
        argumentSet("H03 only a space", KEY_WHITESPACE, List.of(" ")),
        argumentSet("H04 inner space", KEY_WHITESPACE, List.of(KEY.replaceFirst("\\.", " ."))),
        argumentSet("H04 percent 20", KEY_MALFORMED, List.of("%20" + KEY)),
        argumentSet("H04 quotes", KEY_MALFORMED, List.of('"' + KEY + '"')),
        argumentSet("H04 angle brackets", KEY_MALFORMED, List.of("<" + KEY + ">")),
        argumentSet("H04 trailing comma", KEY_REPEATED, List.of(KEY + ",")),
        argumentSet("H04 trailing semicolon", KEY_MALFORMED, List.of(KEY + ";")),
        argumentSet("H04 trailing dot", KEY_MALFORMED, List.of(KEY + ".")),
        argumentSet("H05 NBSP before", KEY_MALFORMED, List.of("\u00a0" + KEY)),
        argumentSet("H05 NBSP after", KEY_MALFORMED, List.of(KEY + "\u00a0")),
        argumentSet("H05 BOM", KEY_MALFORMED, List.of("\ufeff" + KEY)),
        argumentSet(
            "H05 BOM as a container shows it", KEY_MALFORMED, List.of("\u00ef\u00bb\u00bf" + KEY)),
        argumentSet("H05 line separator", KEY_MALFORMED, List.of(KEY + "\u2028")),
        argumentSet("H05 ideographic space", KEY_MALFORMED, List.of(KEY + "\u3000")),
        argumentSet("H05 vertical tab", KEY_MALFORMED, List.of(KEY + "\u000b")),
        argumentSet("H09 CR", KEY_WHITESPACE, List.of(KEY + "\r")),
        argumentSet("H09 LF and a header", KEY_WHITESPACE, List.of(KEY + "\nX-Evil: 1")),
        argumentSet("H10 the same twice", KEY_REPEATED, List.of(KEY, KEY)),
        argumentSet("H10 two good ones", KEY_REPEATED, List.of(KEY, OTHER)),
        argumentSet("H10 good and bad", KEY_REPEATED, List.of(KEY, "bad")),
        argumentSet("H10 bad and good", KEY_REPEATED, List.of("bad", KEY)),
        argumentSet("H10 good and empty", KEY_REPEATED, List.of(KEY, "")),
        argumentSet("H10 two empty ones", KEY_REPEATED, List.of("", "")),
        argumentSet("H10 two that are too long", KEY_REPEATED, List.of(long4097, long4097)),
        argumentSet("H11 joined by a comma", KEY_REPEATED, List.of(KEY + "," + OTHER)),
        argumentSet("H11 joined, with a blank", KEY_REPEATED, List.of(KEY + ", " + OTHER)),
        argumentSet("H16 one too long", KEY_TOO_LONG, List.of(long4097)),
        argumentSet(
            "H16 too long comes before Bearer", KEY_TOO_LONG, List.of("Bearer " + long4097)),
        argumentSet("H16 too long comes before commas", KEY_TOO_LONG, List.of(",".repeat(5000))),
        argumentSet("H16 16 kB", KEY_TOO_LONG, List.of("a".repeat(16_384))),
        argumentSet("H16 1 MB", KEY_TOO_LONG, List.of("a".repeat(1 << 20))),
        argumentSet("H16 the longest", KEY_MALFORMED, List.of("a".repeat(4096))),
        argumentSet("comma before blank", KEY_REPEATED, List.of(" , ")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void verifyValuesGetTheFirstCode_that_fits(Reason expected, List<String> values) {
    KeyDenied refused = (KeyDenied) verifier.verify(values);

    assertThat(refused.reason()).isEqualTo(expected);
    assertThat(refused.step()).isIn(Step.EXTRACT, Step.LEX);
    assertThat(refused.detail()).isNotBlank().doesNotContain(KEY.substring(KEY.length() - 16));
  }

  @ParameterizedTest
  @MethodSource("values")
  void verifyGoodKey_afterABadOne_isGood(Reason ignored, List<String> values) {
    verifier.verify(values);

    Verifiers.verified(verifier, KEY);
  }

  @Test
  void verifyBlank_saysWhereItStands() {
    assertThat(Verifiers.denied(verifier, "ab c").detail())
        .isEqualTo("character 3 of 4 is whitespace");
  }

  @Test
  void verify_namesTheConfiguredHeader() {
    ApiKeyVerifier other = Verifiers.trusting(SIGNER, "token.header", "X-Nexus-Key");

    assertThat(((KeyDenied) other.verify(List.of())).detail()).isEqualTo("no X-Nexus-Key header");
  }

  @Test
  void verifyLength_atAnd_aboveAConfiguredLimit() {
    ApiKeyVerifier limited =
        Verifiers.trusting(SIGNER, "token.max.length", String.valueOf(KEY.length()));

    Verifiers.verified(limited, KEY);
    String longer = KeyMaker.of(SIGNER).claim("jti", "key-1more").text();
    KeyDenied refused = Verifiers.denied(limited, longer);
    assertThat(refused.reason()).isEqualTo(KEY_TOO_LONG);
    assertThat(refused.detail())
        .isEqualTo(longer.length() + " characters; at most " + KEY.length());
  }

  @Test
  void verifyPrefix_comesOffOnce() {
    ApiKeyVerifier prefixed = Verifiers.trusting(SIGNER, "token.prefix", "nxs_");

    Verifiers.verified(prefixed, "nxs_" + KEY);
    Verifiers.verified(prefixed, KEY);
    // What is left of it is part of the header, which it spoils.
    assertThat(Verifiers.denied(prefixed, "nxs_nxs_" + KEY).reason()).isEqualTo(KEY_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NXS_", "nxs-", "nxs", " nxs_", "nxs_ "})
  void verifyOtherPrefix_isNotTakenOff(String prefix) {
    ApiKeyVerifier prefixed = Verifiers.trusting(SIGNER, "token.prefix", "nxs_");

    assertThat(prefixed.verify(List.of(prefix + KEY))).isInstanceOf(KeyDenied.class);
  }

  @Test
  void verifyPrefix_thatIsNotConfigured_isNotTakenOff() {
    assertThat(verifier.verify(List.of("nxs_" + KEY))).isInstanceOf(KeyDenied.class);
  }

  @Test
  void verifyPrefixAlone_isMalformed() {
    ApiKeyVerifier prefixed = Verifiers.trusting(SIGNER, "token.prefix", "nxs_");

    assertThat(Verifiers.denied(prefixed, "nxs_").reason()).isEqualTo(KEY_MALFORMED);
  }

  static Stream<Arguments> bearerValues() {
    return Stream.of(
        argumentSet("no header", KEY_MISSING, List.of()),
        argumentSet("empty", KEY_MISSING, List.of("")),
        argumentSet("Bearer alone", KEY_MISSING, List.of("Bearer")),
        argumentSet("Bearer, a space, nothing", KEY_MISSING, List.of("Bearer ")),
        argumentSet("Basic", KEY_MISSING, List.of("Basic dXNlcjpwYXNz")),
        argumentSet("Digest, with commas", KEY_MISSING, List.of("Digest username=\"a\", nc=1")),
        argumentSet("Token and the key", KEY_MISSING, List.of("Token " + KEY)),
        argumentSet("no scheme", KEY_MALFORMED, List.of(KEY)),
        argumentSet("no space", KEY_MALFORMED, List.of("Bearer" + KEY)),
        argumentSet("two spaces", KEY_WHITESPACE, List.of("Bearer  " + KEY)),
        argumentSet("a tab", KEY_WHITESPACE, List.of("Bearer\t" + KEY)),
        argumentSet("a tab after the space", KEY_WHITESPACE, List.of("Bearer \t" + KEY)),
        argumentSet("a space before", KEY_WHITESPACE, List.of(" Bearer " + KEY)),
        argumentSet("a space behind", KEY_WHITESPACE, List.of("Bearer " + KEY + " ")),
        argumentSet("a colon", KEY_WHITESPACE, List.of("Bearer: " + KEY)),
        argumentSet("a key in two pieces, no scheme", KEY_WHITESPACE, List.of("eyJhbGci Oi.x.y")),
        argumentSet("Bearer twice", KEY_BEARER_PREFIX, List.of("Bearer bearer " + KEY)),
        argumentSet("two values", KEY_REPEATED, List.of("Bearer " + KEY, "Bearer " + KEY)),
        argumentSet("two joined", KEY_REPEATED, List.of("Bearer " + KEY + ", Bearer " + OTHER)),
        argumentSet("cut", KEY_MALFORMED, List.of("Bearer " + KEY.substring(0, KEY.indexOf('.')))),
        argumentSet("too long", KEY_TOO_LONG, List.of("Bearer " + "a".repeat(4096))));
  }

  @ParameterizedTest
  @MethodSource("bearerValues")
  void authorizationWrongValuesGetTheCode_that_fits(Reason expected, List<String> values) {
    ApiKeyVerifier bearer = Verifiers.trusting(SIGNER, "token.header", "authorization");
    Verifiers.verified(bearer, "Bearer " + KEY); // and the cache knows the key

    KeyDenied refused = (KeyDenied) bearer.verify(values);

    assertThat(refused.reason()).isEqualTo(expected);
    assertThat(refused.detail()).isNotBlank().doesNotContain(KEY.substring(KEY.length() - 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR "})
  void authorizationKey_behindTheSchemeInAnyCase_isGood(String scheme) {
    ApiKeyVerifier bearer = Verifiers.trusting(SIGNER, "token.header", "Authorization");

    Verifiers.verified(bearer, scheme + KEY);
    Verifiers.verified(bearer, scheme + KEY);
  }

  @Test
  void authorizationPrefix_comesOffBehindTheScheme() {
    ApiKeyVerifier bearer =
        Verifiers.trusting(SIGNER, "token.header", "Authorization", "token.prefix", "nxs_");

    Verifiers.verified(bearer, "Bearer nxs_" + KEY);
    Verifiers.verified(bearer, "Bearer " + KEY);
    assertThat(Verifiers.denied(bearer, "nxs_" + KEY).reason()).isEqualTo(KEY_MALFORMED);
    assertThat(Verifiers.denied(bearer, "nxs_Bearer " + KEY).reason()).isEqualTo(KEY_MISSING);
    assertThat(bearer.subjectOf("nxs_" + KEY)).isPresent();
  }

  @Test
  void authorizationWhitespace_isCountedInTheWholeValue() {
    ApiKeyVerifier bearer = Verifiers.trusting(SIGNER, "token.header", "Authorization");

    assertThat(Verifiers.denied(bearer, "Bearer  a").detail())
        .isEqualTo("character 8 of 9 is whitespace");
    assertThat(Verifiers.denied(bearer, "Bearer\ta").detail())
        .isEqualTo("character 7 of 8 is whitespace");
  }
}
