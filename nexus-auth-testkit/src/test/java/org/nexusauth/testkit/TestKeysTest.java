package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;

class TestKeysTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final long T = NOW.getEpochSecond();
  private static final TestKeys KEYS = TestKeys.create().clock(MutableClock.at(NOW));

  private static boolean verifies(String text, String jwks) throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(text);
    for (JsonWebKey key : new JsonWebKeySet(jwks).getJsonWebKeys()) {
      if (key.getKeyId().equals(jws.getKeyIdHeaderValue())) {
        jws.setKey(key.getKey());
        return jws.verifySignature();
      }
    }
    return false;
  }

  private static Map<String, Object> part(TestKey key, int part) {
    try {
      return JsonUtil.parseJson(json(key.text(), part));
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  private static String json(String text, int part) {
    String encoded = text.split("\\.", -1)[part];
    return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void key_ofEveryAlgorithm_isVerifiedByItsSet(SigningAlgorithm algorithm) throws Exception {
    TestKeys keys = TestKeys.create(algorithm);
    TestKey key = keys.key(algorithm);

    assertThat(verifies(key.text(), keys.jwks())).isTrue();
    assertThat(verifies(key.wrongSignature().text(), keys.jwks())).isFalse();
    assertThat(verifies(key.forged().text(), keys.jwks())).isFalse();
    assertThat(key.text()).isEqualTo(key.text());
  }

  @Test
  void set_ofSeveralAlgorithms_verifiesKeysOfEach() throws Exception {
    TestKeys keys = TestKeys.create(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA);

    assertThat(verifies(keys.key().text(), keys.jwks())).isTrue();
    assertThat(verifies(keys.key(SigningAlgorithm.EDDSA).text(), keys.jwks())).isTrue();
    assertThat(part(keys.key(), 0)).containsEntry("alg", "ES256");
  }

  @Test
  void goodKey_hasTheClaimsOfTheContract() {
    TestKey key = KEYS.key();

    assertThat(part(key, 0)).isEqualTo(Map.of("alg", "RS256", "kid", "test-rs256", "typ", "JWT"));
    assertThat(part(key, 1))
        .containsEntry("iss", KEYS.issuer())
        .containsEntry("aud", KEYS.audience())
        .containsEntry("integrationId", "int_test")
        .containsEntry("organizationId", "org_test")
        .containsEntry("agentId", "agt_test")
        .containsEntry("permissions", List.of("read", "write"))
        .containsEntry("iat", T)
        .containsEntry("exp", T + 3600)
        .containsEntry("jti", key.keyId());
    assertThat(KEYS.key().keyId()).isNotEqualTo(key.keyId());
  }

  private static Arguments change(
      String name, UnaryOperator<TestKey> change, String claim, Object value) {
    return argumentSet(name, change, claim, value);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("integration", k -> k.integration("i"), "integrationId", "i"),
        change("organization", k -> k.organization("o"), "organizationId", "o"),
        change("agent", k -> k.agent("a"), "agentId", "a"),
        change("permissions", k -> k.permissions("x", "y"), "permissions", List.of("x", "y")),
        change("no permission", k -> k.permissions(), "permissions", List.of()),
        change("id", k -> k.id("1"), "jti", "1"),
        change("expired", TestKey::expired, "exp", T - 3600),
        change("not yet valid", TestKey::notYetValid, "nbf", T + 3600),
        change("not before", k -> k.notBefore(NOW), "nbf", T),
        change("issued at", k -> k.issuedAt(NOW.minusSeconds(1)), "iat", T - 1),
        change("expires at", k -> k.expiresAt(NOW.plusSeconds(1)), "exp", T + 1),
        change("wrong issuer", TestKey::wrongIssuer, "iss", "https://other-issuer.test"),
        change("wrong audience", TestKey::wrongAudience, "aud", "https://other-api.test"),
        change("without expiry", TestKey::withoutExpiry, "exp", null),
        change("without id", TestKey::withoutId, "jti", null),
        change("without a claim", k -> k.without("iss"), "iss", null),
        change("any claim", k -> k.claim("n", List.of(1L, true)), "n", List.of(1L, true)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changedKey_isReallySignedAndTheFirstOneStaysAsItWas(
      UnaryOperator<TestKey> change, String claim, Object value) throws Exception {
    TestKey key = KEYS.key();
    String before = key.text();

    TestKey changed = change.apply(key);

    assertThat(part(changed, 1).get(claim)).isEqualTo(value);
    assertThat(verifies(changed.text(), KEYS.jwks())).isTrue();
    assertThat(key.text()).isEqualTo(before).isNotEqualTo(changed.text());
  }

  @Test
  void headerMembers_canBeAddedAndTakenAway() {
    TestKey key = KEYS.key().header("crit", List.of("x")).withoutHeader("kid").withoutHeader("typ");

    assertThat(part(key, 0)).isEqualTo(Map.of("alg", "RS256", "crit", List.of("x")));
  }

  @Test
  void null_andNestedValues_areWrittenAsJSON() {
    TestKey key = KEYS.key().claim("a", null).claim("b", Map.of("c", Arrays.asList(1.5, null)));

    assertThat(json(key.text(), 1)).endsWith("\"a\":null,\"b\":{\"c\":[1.5,null]}}");
  }

  @Test
  void unsignedKey_saysNoneAndEndsInADot() {
    TestKey key = KEYS.key().unsigned();

    assertThat(part(key, 0)).containsEntry("alg", "none");
    assertThat(key.text()).endsWith(".").matches("[^.]+\\.[^.]+\\.");
  }

  @Test
  void keySigned_byAnother_namesThatOne() throws Exception {
    SigningKey other = SigningKey.generate(SigningAlgorithm.EDDSA, "other");
    TestKey key = KEYS.key().signedBy(other);

    assertThat(part(key, 0)).containsEntry("alg", "EdDSA").containsEntry("kid", "other");
    assertThat(verifies(key.text(), other.publicJwks())).isTrue();
  }

  @Test
  void rawText_isSignedAsItStands() throws Exception {
    String header = "{\"alg\":\"RS256\",\"kid\":\"test-rs256\"}";
    String text = KEYS.sign(header, "{\"exp\":1,\"exp\":2");

    assertThat(verifies(text, KEYS.jwks())).isTrue();
    assertThat(json(text, 1)).isEqualTo("{\"exp\":1,\"exp\":2");
  }

  @Test
  void rawBytesNeed_notBeText() {
    String text = RawKey.serialize(new byte[] {(byte) 0xff}, new byte[0], input -> input);

    assertThat(text).isEqualTo("_w..X3cu");
  }

  @Test
  void id_ofAKeyWithoutOne_doesNotHangOnTheSignature() {
    TestKey key = KEYS.key().withoutId();

    assertThat(key.keyId()).matches("[0-9a-f]{32}").isEqualTo(key.forged().keyId());
    assertThat(key.permissions("x").keyId()).isNotEqualTo(key.keyId());
  }

  @Test
  void text_isNotInToString() {
    TestKey key = KEYS.key().id("k-1");

    assertThat(key).hasToString("TestKey[k-1]");
  }

  @Test
  void settings_areThoseOfADoor() {
    assertThat(KEYS.settings())
        .containsOnly(
            Map.entry("nexus.auth.verify.keys", KEYS.jwks()),
            Map.entry("nexus.auth.verify.issuer", KEYS.issuer()),
            Map.entry("nexus.auth.verify.audiences", KEYS.audience()));
  }

  @Test
  void set_standsOnOneLineForAnEnvironmentVariable() {
    assertThat(KEYS.jwks()).startsWith("{\"keys\":[{\"kty\":\"RSA\",").doesNotContainPattern("\\s");
    assertThat(TestKeys.create(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA).jwks())
        .doesNotContainPattern("\\s");
  }

  @Test
  void algorithm_thatNobodyVerifies_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KEYS.key(SigningAlgorithm.ES256))
        .withMessageContaining("ES256");
    assertThatIllegalArgumentException().isThrownBy(() -> TestKeys.create(new SigningAlgorithm[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestKeys.create(SigningAlgorithm.HS256, SigningAlgorithm.RS256))
        .withMessageContaining("secret");
  }
}
