package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.jwk.internal.KeyDocuments;
import org.nexusauth.jwk.internal.source.TrustedKeys;

/**
 * All JWS cases of Project Wycheproof through lexer, header, verification keys and signature: their
 * payloads are no claims.
 */
class WycheproofTest {
  private static final String SIGNATURES = "wycheproof/json_web_signature_test.json";

  /** Marked valid, and refused on purpose. */
  private static final Map<Integer, String> DEVIATIONS =
      Map.of(
          346, "PS384 under a key of PS256",
          350, "PS384 under a key of PS256",
          347, "the key's algorithm, ES521, does not exist",
          351, "the key's algorithm, ES521, does not exist",
          372, "a character that is not base64url in the header",
          373, "a character that is not base64url in the payload");

  /** Marked valid, but there can be no claims in nothing. */
  private static final Set<Integer> EMPTY_PAYLOADS = Set.of(259, 264, 268, 272, 320, 325);

  /** Marked invalid for a padding that their text does not have: it is that of case 357. */
  private static final Set<Integer> SAME_AS_A_VALID_ONE = Set.of(367, 370);

  private static Stream<Map<String, Object>> groups(String file) {
    return VectorFiles.maps(VectorFiles.read(file).get("testGroups")).stream();
  }

  private static Map<String, Object> key(Map<String, Object> group) {
    return VectorFiles.map(group.getOrDefault("public", group.get("private")));
  }

  static Stream<Arguments> cases() {
    return groups(SIGNATURES)
        .flatMap(
            group ->
                VectorFiles.maps(group.get("tests")).stream()
                    .map(
                        test ->
                            argumentSet(
                                test.get("tcId") + " " + test.get("comment"), key(group), test)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void signatureCase_isJudgedAsMarked(Map<String, Object> jwk, Map<String, Object> test) {
    int id = (Integer) test.get("tcId");
    String text = text(test.get("jws"));
    boolean emptyPayload = text.contains("..");
    boolean expected =
        (test.get("result").equals("valid") && !DEVIATIONS.containsKey(id) && !emptyPayload)
            || SAME_AS_A_VALID_ONE.contains(id);

    assertThat(isAccepted(jwk, text)).isEqualTo(expected);
  }

  @Test
  void cases_thatAreTheSameTextAsAValidOne_are() {
    String valid = null;
    List<String> same = new ArrayList<>();
    for (Map<String, Object> group : groups(SIGNATURES).toList()) {
      for (Map<String, Object> test : VectorFiles.maps(group.get("tests"))) {
        if (test.get("tcId").equals(357)) {
          valid = text(test.get("jws"));
        } else if (SAME_AS_A_VALID_ONE.contains(test.get("tcId"))) {
          same.add(text(test.get("jws")));
        }
      }
    }

    assertThat(same).hasSize(2).containsOnly(valid);
  }

  /** The list of deviations must not be longer than the facts, nor than what was agreed. */
  @Test
  void deviations_areThoseThatWereAgreedAndNoOthers() {
    Set<Integer> refused = new TreeSet<>();
    Set<Integer> accepted = new TreeSet<>();
    Set<Integer> empty = new TreeSet<>();
    for (Arguments one : cases().toList()) {
      Map<String, Object> test = VectorFiles.map(one.get()[1]);
      String text = text(test.get("jws"));
      boolean valid = test.get("result").equals("valid");
      boolean taken = isAccepted(VectorFiles.map(one.get()[0]), text);
      if (valid && !taken) {
        (text.contains("..") ? empty : refused).add((Integer) test.get("tcId"));
      } else if (!valid && taken) {
        accepted.add((Integer) test.get("tcId"));
      }
    }

    assertThat(refused).isEqualTo(DEVIATIONS.keySet()).isEqualTo(agreed());
    assertThat(empty).isEqualTo(EMPTY_PAYLOADS);
    assertThat(accepted).isEqualTo(SAME_AS_A_VALID_ONE);
  }

  /** Returns the numbers of cases that the page beside the vectors names. */
  private static Set<Integer> agreed() {
    String readme = VectorFiles.readme();
    return Pattern.compile("\\b\\d{3}\\b")
        .matcher(readme.substring(readme.indexOf("Deviations that are agreed")))
        .results()
        .map(number -> Integer.valueOf(number.group()))
        .collect(Collectors.toSet());
  }

  @Test
  void cases_areAllThere() {
    assertThat(cases()).hasSize(401);
    assertThat(encrypted()).hasSize(139);
    assertThat(mixed()).hasSize(49);
    assertThat(mixedEncrypted()).hasSize(34);
  }

  static Stream<Arguments> encrypted() {
    return groups("wycheproof/json_web_encryption_test.json")
        .flatMap(group -> VectorFiles.maps(group.get("tests")).stream())
        .map(test -> argumentSet(String.valueOf(test.get("tcId")), text(test.get("jwe"))));
  }

  /** The other cases of the mixed set. */
  static Stream<Arguments> mixedEncrypted() {
    return groups("wycheproof/json_web_crypto_test.json")
        .flatMap(group -> VectorFiles.maps(group.get("tests")).stream())
        .filter(test -> test.containsKey("jwe"))
        .map(test -> argumentSet(String.valueOf(test.get("tcId")), text(test.get("jwe"))));
  }

  @ParameterizedTest
  @MethodSource({"encrypted", "mixedEncrypted"})
  void encryptedCase_isNoKey(String text) {
    assertThat(Verifiers.parse(text)).isNull();
  }

  static Stream<Arguments> mixed() {
    return groups("wycheproof/json_web_crypto_test.json")
        .flatMap(
            group ->
                VectorFiles.maps(group.get("tests")).stream()
                    .filter(test -> test.containsKey("jws"))
                    .map(
                        test ->
                            argumentSet(
                                test.get("tcId") + " " + test.get("comment"), key(group), test)));
  }

  @ParameterizedTest
  @MethodSource("mixed")
  void mixedCase_isJudgedAsMarked(Map<String, Object> keys, Map<String, Object> test) {
    boolean expected = test.get("result").equals("valid");

    assertThat(isAccepted(keys, text(test.get("jws")))).isEqualTo(expected);
  }

  private static String text(Object jws) {
    return jws instanceof String text ? text : JsonDocument.of(jws);
  }

  static boolean isAccepted(Map<String, Object> jwk, String text) {
    CompactJws jws = Verifiers.parse(text);
    if (jws == null) {
      return false;
    }
    try (TrustedKeys keys = TrustedKeys.fixed(keys(jwk))) {
      return new SignatureCheck(keys).check(jws) instanceof CheckResult.Passed;
    } catch (UnusableKeyException e) {
      return false;
    }
  }

  /** Some of their secrets are too weak for us; the signatures are to be judged all the same. */
  private static KeyDocument keys(Map<String, Object> jwk) throws UnusableKeyException {
    if (!"oct".equals(jwk.get("kty"))) {
      return KeyDocuments.readPublished(JsonDocument.of(CookbookTest.withoutPrivate(jwk)));
    }
    byte[] secret = Base64.getUrlDecoder().decode((String) jwk.get("k"));
    return KeyDocuments.ofSecret((String) jwk.get("kid"), (String) jwk.get("alg"), secret);
  }
}
