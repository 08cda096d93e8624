package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocuments;
import org.nexusauth.jwk.internal.VerificationKeySet;

/** The examples of RFC 7520 and its neighbours: compact JWS verify, all other forms are refused. */
class CookbookTest {
  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi");

  private static final Set<String> COMPACT =
      Set.of(
          "jose-cookbook/jws/4_1.rsa_v15_signature.json",
          "jose-cookbook/jws/4_2.rsa-pss_signature.json",
          "jose-cookbook/jws/4_3.ecdsa_signature.json",
          "jose-cookbook/jws/4_4.hmac-sha2_integrity_protection.json",
          "jose-cookbook/curve25519/jws.json");

  static Stream<String> examples() {
    return Stream.of("jws", "jwe", "rfc7797", "curve25519")
        .flatMap(folder -> VectorFiles.names("jose-cookbook/" + folder).stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_inTheCompactForm_verifiesAndNoOther(String file) {
    Map<String, Object> example = VectorFiles.read(file);
    Map<String, Object> output = VectorFiles.map(example.get("output"));
    String compact = (String) output.get("compact");

    if (COMPACT.contains(file)) {
      assertThat(WycheproofTest.isAccepted(publicKey(example), compact)).isTrue();
      assertThat(WycheproofTest.isAccepted(publicKey(example), changed(compact))).isFalse();
    } else if (compact != null) {
      // Detached, unencoded or encrypted.
      assertThat(isRefused(example, compact)).isTrue();
    }
    for (String form : List.of("json", "json_flat")) {
      if (output.containsKey(form)) {
        assertThat(Verifiers.parse(JsonDocument.of(output.get(form)))).isNull();
      }
    }
  }

  @Test
  void examples_areAllThere() {
    List<Map<String, Object>> outputs =
        examples().map(file -> VectorFiles.map(VectorFiles.read(file).get("output"))).toList();

    assertThat(outputs).hasSize(25);
    assertThat(outputs.stream().filter(output -> output.containsKey("compact"))).hasSize(17);
    assertThat(outputs.stream().filter(output -> output.containsKey("json"))).hasSize(25);
    assertThat(examples()).containsAll(COMPACT);
    assertThat(jwks()).hasSize(6);
  }

  /** RFC 7520 §6: the signed JWT inside verifies, the encrypted one around it is refused. */
  @Test
  void nestedExample_verifiesInsideAndIsRefusedOutside() {
    Map<String, Object> nested =
        VectorFiles.read("jose-cookbook/6.nesting_signatures_and_encryption.json");
    Map<String, Object> inner = VectorFiles.map(nested.get("sign"));
    Map<String, Object> outer =
        VectorFiles.map(VectorFiles.map(nested.get("encrypt")).get("output"));

    assertThat(WycheproofTest.isAccepted(publicKey(inner), compact(inner))).isTrue();
    assertThat(Verifiers.parse((String) outer.get("compact"))).isNull();
  }

  private static String compact(Map<String, Object> example) {
    return (String) VectorFiles.map(example.get("output")).get("compact");
  }

  private static boolean isRefused(Map<String, Object> example, String compact) {
    return Verifiers.parse(compact) == null
        || !WycheproofTest.isAccepted(publicKey(example), compact);
  }

  /** Changes a digit in the middle of the signature. */
  private static String changed(String compact) {
    int at = compact.length() - 20;
    char other = compact.charAt(at) == 'A' ? 'B' : 'A';
    return compact.substring(0, at) + other + compact.substring(at + 1);
  }

  private static Map<String, Object> publicKey(Map<String, Object> example) {
    Map<String, Object> input = VectorFiles.map(example.get("input"));
    Map<String, Object> key = withoutPrivate(VectorFiles.map(input.get("key")));
    key.putIfAbsent("alg", input.get("alg"));
    return key;
  }

  /** Returns a JWK, or a set of JWKs, without the private members. */
  static Map<String, Object> withoutPrivate(Map<String, Object> jwk) {
    Map<String, Object> left = new LinkedHashMap<>(jwk);
    left.keySet().removeAll(PRIVATE);
    left.computeIfPresent(
        "keys",
        (name, keys) -> VectorFiles.maps(keys).stream().map(CookbookTest::withoutPrivate).toList());
    return left;
  }

  static Stream<String> jwks() {
    return VectorFiles.names("jose-cookbook/jwk").stream();
  }

  @ParameterizedTest
  @MethodSource("jwks")
  void key_ofTheExamples_isTakenIfItIsPublic(String file) throws UnusableKeyException {
    Map<String, Object> jwk = VectorFiles.read(file);
    String text = JsonDocument.of(jwk);

    if (file.contains("public")) {
      assertThat(KeyDocuments.readPublished(text).requireSound().all()).hasSize(1);
      assertThatThrownBy(() -> VerificationKeySet.read(text, null))
          .isInstanceOf(UnusableKeyException.class)
          .hasMessageContaining("published example (RFC 7520)");
    } else {
      assertThatThrownBy(() -> VerificationKeySet.read(text, null))
          .isInstanceOf(UnusableKeyException.class);
    }
  }
}
