package org.nexusauth.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.Signing;
import org.nexusauth.TestClock;
import org.nexusauth.json.JsonNull;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;

/** What a header may try: bring its own key, name another, none or several. */
class HeaderAttacksTest {
  private static final Signer SIGNER = Signer.of("RS256");
  private static final KeyMaker KEY = KeyMaker.of(SIGNER);
  private static final KeyMaker FORGED = KeyMaker.of(Signer.stranger("RS256"));

  private final ApiKeyVerifier verifier = Verifiers.trusting(SIGNER);

  @Test
  void S03AlgNone_withTheOldSignature_isInvalid() {
    String[] parts = KEY.text().split("\\.", -1);
    String none = Signer.base64("{\"alg\":\"none\",\"kid\":\"rs256\"}".getBytes(UTF_8));

    Verifiers.assertInvalid(verifier, none + "." + parts[1] + "." + parts[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void S02AlgNone_withoutASignature_isMalformed(String name) {
    String input = KEY.header("alg", name).signingInput();

    assertThat(Verifiers.denied(verifier, input + ".").reason()).isEqualTo(Reason.KEY_MALFORMED);
  }

  @Test
  void S01SignatureCutOff_orOfAnotherKey_isInvalid() {
    String text = KEY.text();
    String other = KEY.claim("jti", "other").text();
    int dot = text.lastIndexOf('.');

    byte[] signature = SIGNER.sign(KEY.signingInput());
    byte[] cutOff = Arrays.copyOf(signature, signature.length - 3);

    Verifiers.assertInvalid(verifier, KeyMaker.withSignature(KEY.signingInput(), cutOff));
    Verifiers.assertInvalid(verifier, text.substring(0, dot) + other.substring(dot));
    Verifiers.assertInvalid(verifier, text.substring(0, dot) + ".AAAA");
  }

  @Test
  void S08EmbeddedKey_ofTheAttacker_isNotLookedAt() {
    Map<String, Object> own = Signer.stranger("RS256").jwk();

    Verifiers.assertInvalid(verifier, FORGED.header("jwk", own).text());
    Verifiers.verified(verifier, KEY.header("jwk", own).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "ftp"})
  void S10Location_inTheHeader_isNotAsked(String scheme) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = scheme + "://127.0.0.1:" + listener.getLocalPort() + "/keys";

      Verifiers.assertInvalid(verifier, FORGED.header("jku", url).header("x5u", url).text());

      listener.setSoTimeout(200);
      assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "jar:file:/x.jar!/k", "ldap://127.0.0.1/x", "\\\\x\\y"})
  void S10Location_ofAnotherKind_isNotOpened(String url) {
    Verifiers.assertInvalid(verifier, FORGED.header("jku", url).header("x5u", url).text());
  }

  @Test
  void S11Certificates_inTheHeader_areNotLookedAt() {
    KeyMaker forged =
        FORGED.header("x5c", List.of("MIIB")).header("x5t", "AAAA").header("x5t#S256", "AAAA");

    Verifiers.assertInvalid(verifier, forged.text());
  }

  static Stream<String> keyIds() {
    return Stream.of(
        "../../../../dev/null",
        "/dev/null",
        "file:///dev/null",
        "",
        " ",
        "\0",
        "RS256",
        "rs256 ",
        "x' UNION SELECT '1';--",
        "*)(uid=*",
        "|sleep 10",
        "rs256\n",
        "\u0000rs256",
        "${jndi:ldap://x}",
        "x".repeat(2000));
  }

  @ParameterizedTest
  @MethodSource("keyIds")
  void S13S14UnknownKeyId_isInvalid(String id) {
    Verifiers.assertInvalid(verifier, KEY.header("kid", id).text());
    Signer empty = Signer.ofSecret("HS256", id, new byte[] {0});
    Verifiers.assertInvalid(verifier, KeyMaker.of(empty).text());
    Signer one = Signer.ofSecret("HS256", id, new byte[] {'1'});
    Verifiers.assertInvalid(verifier, KeyMaker.of(one).text());
  }

  @Test
  void unknownKeyId_isPrintableAndShortInTheDetail() {
    KeyDenied refused =
        Verifiers.denied(verifier, KEY.header("kid", "a\r\n\u001b\u2028" + "x".repeat(500)).text());

    assertThat(refused.detail())
        .contains("a\\u000d\\u000a\\u001b\\u2028xxx")
        .matches("[\\x20-\\x7e\u2026]+")
        .hasSizeLessThan(300);
  }

  @Test
  void unknownAlgorithm_isPrintableAndShortInTheDetail() {
    KeyDenied refused =
        Verifiers.denied(verifier, KEY.header("alg", "\n" + "x".repeat(500)).text());

    assertThat(refused.detail()).contains("\\u000ax").hasSizeLessThan(300);
  }

  static Stream<Arguments> keyIdForms() {
    return Stream.of(
        argumentSet("number", 1),
        argumentSet("array", List.of("rs256")),
        argumentSet("null", JsonNull.NULL),
        argumentSet("object", Map.of("id", "rs256")),
        argumentSet("true", true));
  }

  @ParameterizedTest
  @MethodSource("keyIdForms")
  void S17KeyId_thatIsNoString_isInvalidAlsoWithOneKey(Object id) {
    Verifiers.assertInvalid(verifier, KEY.header("kid", id).text());
  }

  @Test
  void S17KeyIdMissing_picksTheOnlyKey() {
    Verifiers.verified(verifier, KEY.withoutHeader("kid").text());
  }

  @Test
  void S17KeyIdMissing_withSeveralKeys_isInvalid() {
    Signer other = Signer.of("ES256");
    ApiKeyVerifier several = Verifiers.withKeys(new TestClock(), Signer.jwks(SIGNER, other));

    assertThat(Verifiers.denied(several, KEY.withoutHeader("kid").text()).detail())
        .isEqualTo("the header has no \"kid\", and there is no default key");
    Verifiers.assertInvalid(several, KeyMaker.of(other).withoutHeader("kid").text());
  }

  @Test
  void S17KeyIdMissing_picksTheDefaultAndNoOther() {
    Signer other = Signer.of("ES256");
    ApiKeyVerifier several =
        Verifiers.withKeys(
            new TestClock(), Signer.jwks(SIGNER, other), "verify.default.key.id", "es256");

    VerifiedApiKey key =
        Verifiers.verified(several, KeyMaker.of(other).withoutHeader("kid").text());
    assertThat(key.signingKeyId()).contains("es256");
    Verifiers.assertInvalid(several, KEY.withoutHeader("kid").text());
    Verifiers.verified(several, KEY.text());
  }

  static Stream<Arguments> publicKeyTexts() throws Exception {
    String pem = SIGNER.pem();
    byte[] modulus = ((RSAPublicKey) SIGNER.publicKey()).getModulus().toByteArray();
    return Stream.of(
        argumentSet("PEM", pem.getBytes(UTF_8)),
        argumentSet("PEM without the last line break", pem.strip().getBytes(UTF_8)),
        argumentSet("DER", SIGNER.publicKey().getEncoded()),
        argumentSet("JWK text", JsonDocument.of(SIGNER.jwk()).getBytes(UTF_8)),
        argumentSet("JWK set text", Signer.jwks(SIGNER).getBytes(UTF_8)),
        argumentSet("raw modulus", modulus));
  }

  @ParameterizedTest
  @MethodSource("publicKeyTexts")
  void S05Mac_withThePublicKey_isInvalid(byte[] secret) {
    for (String algorithm : List.of("HS256", "HS384", "HS512")) {
      Verifiers.assertInvalid(
          verifier, KeyMaker.of(Signer.ofSecret(algorithm, "rs256", secret)).text());
    }
    String input = KEY.signingInput();
    byte[] mac = Signing.mac("HmacSHA256", secret, input.getBytes(UTF_8));
    Verifiers.assertInvalid(verifier, KeyMaker.withSignature(input, mac));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rs256\"}",
        "{\"alg\":\"RS256\",\"\\u0061lg\":\"none\",\"kid\":\"rs256\"}",
        "{\"\\u0061lg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"rs256\"}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"kid\":\"rs256\"}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",\"x\":1,\"x\":1}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\"}{}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\"} x",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",}",
        "\ufeff{\"alg\":\"RS256\",\"kid\":\"rs256\"}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",\"crit\":[\"x\"],\"x\":1}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",\"b64\":false,\"crit\":[\"b64\"]}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",\"cty\":\"JWT\"}",
        "[{\"alg\":\"RS256\",\"kid\":\"rs256\"}]",
        "\"RS256\"",
        "{\"alg\":[\"RS256\"],\"kid\":\"rs256\"}"
      })
  void S29S35Header_thatIsAmbiguous_isInvalidThoughTrulySigned(String header) {
    Verifiers.assertInvalid(verifier, KeyMaker.raw(SIGNER, header, KEY.payload()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"alg\" : \"RS256\" , \"kid\" : \"rs256\" }",
        "{\n\t\"kid\":\"rs256\",\r\n\"alg\":\"RS256\"}",
        "{\"\\u0061lg\":\"RS\\u003256\",\"kid\":\"rs256\"}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",\"x\":{\"y\":[1,2,{\"z\":null}]}}",
        "{\"alg\":\"RS256\",\"kid\":\"rs256\",\"typ\":\"anything\",\"cty\":\"text\"}"
      })
  void header_inAnotherFormOfTheSameJson_isGood(String header) {
    Verifiers.verified(verifier, KeyMaker.raw(SIGNER, header, KEY.payload()));
  }

  @Test
  void S19Header_ofTenKilobytes_isTooLongBeforeItIsRead() {
    String text = KEY.header("alg", "x".repeat(10_000)).text();

    assertThat(Verifiers.denied(verifier, text).reason()).isEqualTo(Reason.KEY_TOO_LONG);
  }

  @Test
  void S40Deep_andWideHeaders_areInvalidWhereLongKeysAreAllowed() {
    ApiKeyVerifier patient = Verifiers.trusting(SIGNER, "token.max.length", "65536");
    String deep = "{\"a\":" + "[".repeat(6000) + "]".repeat(6000) + "}";
    String number = "{\"alg\":" + "9".repeat(8000) + "}";

    Verifiers.assertInvalid(patient, KeyMaker.raw(SIGNER, deep, "{}"));
    Verifiers.assertInvalid(patient, KeyMaker.raw(SIGNER, number, "{}"));
    Verifiers.assertInvalid(patient, KeyMaker.payload(SIGNER, deep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEF", "", "none"})
  void verifyZip_hasNoMeaningInAJWSAndIsIgnored(String zip) {
    Signer signer = Signer.of("ES256");

    // Nothing is inflated: the payload is read as it was signed.
    Verifiers.verified(Verifiers.trusting(signer), KeyMaker.of(signer).header("zip", zip).text());
  }
}
