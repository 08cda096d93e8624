package org.nexusauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.keys.internal.JsonText;

/** K05 and its neighbours: signing keys that must not sign. */
class BadSigningKeyTest {

  private static final String RSA = JwkFormat.toJwk(SigningKey.generate("k"));
  private static final String OTHER_RSA = JwkFormat.toJwk(SigningKey.generate("k"));
  private static final String EC = ec("k");
  private static final String OTHER_EC = ec("k");
  private static final String ED =
      JwkFormat.toJwk(SigningKey.generate(SigningAlgorithm.EDDSA, "k"));

  private static String ec(String keyId) {
    return JwkFormat.toJwk(SigningKey.generate(SigningAlgorithm.ES256, keyId));
  }

  private static Map<String, Object> members(String jwk) {
    try {
      return new LinkedHashMap<>(JsonUtil.parseJson(jwk));
    } catch (org.jose4j.lang.JoseException e) {
      throw new AssertionError(e);
    }
  }

  private static String with(String jwk, String name, Object value) {
    Map<String, Object> members = members(jwk);
    if (value == null) { // The writer has no null.
      members.remove(name);
      return JsonText.compact(members).replaceFirst("\\{", "{\"" + name + "\":null,");
    }
    members.put(name, value);
    return JsonText.compact(members);
  }

  private static String without(String jwk, String... names) {
    Map<String, Object> members = members(jwk);
    members.keySet().removeAll(List.of(names));
    return JsonText.compact(members);
  }

  private static String secret(String algorithm, byte[] secret) {
    String k = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return JsonText.compact(Map.of("kty", "oct", "kid", "s", "alg", algorithm, "k", k));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    return bytes;
  }

  private static String pem(KeyPair pair) {
    return PemText.encodeBlock("PRIVATE KEY", pair.getPrivate().getEncoded())
        + PemText.encodeBlock("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static KeyPair pair(String kind, Object parameter) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance(kind);
    if (parameter instanceof Integer bits) {
      keys.initialize(bits);
    } else {
      keys.initialize((java.security.spec.AlgorithmParameterSpec) parameter);
    }
    return keys.generateKeyPair();
  }

  /** A modulus as that of CVE-2017-15361: a power of 65537, modulo each of the first 39 primes. */
  private static String roca() {
    BigInteger primorial = BigInteger.ONE;
    BigInteger prime = BigInteger.ONE;
    for (int i = 0; i < 39; i++) {
      prime = prime.nextProbablePrime();
      primorial = primorial.multiply(prime);
    }
    BigInteger rest = BigInteger.valueOf(65_537).modPow(BigInteger.valueOf(1234), primorial);
    BigInteger modulus =
        BigInteger.TWO
            .pow(2047)
            .divide(primorial)
            .add(BigInteger.ONE)
            .multiply(primorial)
            .add(rest);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(modulus.toByteArray(), 1, 257));
  }

  static Stream<Arguments> bad() throws Exception {
    String weak = pem(pair("RSA", 1024));
    String p384 = pem(pair("EC", new ECGenParameterSpec("secp384r1")));
    String x25519 = pem(pair("X25519", new java.security.spec.NamedParameterSpec("X25519")));
    return Stream.of(
        argumentSet("RSA of 1024 bits", weak, "2048 at least"),
        argumentSet("RSA of the ROCA generator", with(RSA, "n", roca()), "CVE-2017-15361"),
        argumentSet("RSA with e=1", with(RSA, "e", "AQ"), ""),
        argumentSet("RSA with an even e", with(RSA, "e", "AQAA"), ""),
        argumentSet("RSA, halves of two pairs", with(RSA, "n", members(OTHER_RSA).get("n")), ""),
        argumentSet("EC, halves of two pairs", with(EC, "d", members(OTHER_EC).get("d")), "belong"),
        argumentSet("EC point off the curve", with(EC, "x", members(OTHER_EC).get("x")), ""),
        argumentSet("EC without y", without(EC, "y"), "members"),
        argumentSet("EC with d of another curve", with(EC, "crv", "P-384"), ""),
        argumentSet("EC of an unknown curve", with(EC, "crv", "P-999"), "members"),
        argumentSet("secp256k1", with(EC, "crv", "secp256k1"), ""),
        argumentSet("X25519", x25519, "RSA"),
        argumentSet("X25519 as JWK", with(ED, "crv", "X25519"), ""),
        argumentSet(
            "Ed25519, halves of two pairs",
            with(ED, "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
            ""),
        argumentSet(
            "RSA, public part only", without(RSA, "d", "p", "q", "dp", "dq", "qi"), "public"),
        argumentSet("EC, public part only", without(EC, "d"), "public"),
        argumentSet("use enc", with(RSA, "use", "enc"), "not for signing"),
        argumentSet(
            "key_ops verify only", with(RSA, "key_ops", List.of("verify")), "not for signing"),
        argumentSet("key_ops no list", with(RSA, "key_ops", "sign"), "not for signing"),
        argumentSet("alg of encryption", with(RSA, "alg", "RSA-OAEP"), "alg"),
        argumentSet("alg of another family", with(RSA, "alg", "ES256"), "alg"),
        argumentSet("alg HS256 on an RSA key", with(RSA, "alg", "HS256"), "alg"),
        argumentSet("alg of another curve", with(EC, "alg", "ES384"), "alg"),
        argumentSet("alg none", with(RSA, "alg", "none"), "alg"),
        argumentSet("alg a number", with(RSA, "alg", 1), "\"alg\" must be a string"),
        argumentSet("kid a number", with(RSA, "kid", 1), "\"kid\" must be a string"),
        argumentSet("kid blank", with(RSA, "kid", " "), "\"kid\" must not be blank"),
        argumentSet("kid with a line feed", with(RSA, "kid", "a\nb"), "control"),
        argumentSet("d a number", with(RSA, "d", 5), "\"d\" must be a string"),
        argumentSet("n empty", with(RSA, "n", ""), ""),
        argumentSet("n is not Base64", with(RSA, "n", "!!!"), ""),
        argumentSet("kty unknown", with(RSA, "kty", "XYZ"), "kty"),
        argumentSet("kty missing", without(RSA, "kty"), "kty"),
        argumentSet("kty a number", with(RSA, "kty", 3), "kty"),
        argumentSet("JWK set", "{\"keys\":[" + RSA + "]}", "JWK set"),
        argumentSet("member twice", "{\"kty\":\"RSA\"," + RSA.substring(1), "broken"),
        argumentSet("garbage after it", RSA + "}", "broken"),
        argumentSet("an array", "[" + RSA + "]", "neither"),
        argumentSet("HS256 of 31 bytes", secret("HS256", bytes(31)), "32 at least"),
        argumentSet("HS384 of 47 bytes", secret("HS384", bytes(47)), "48 at least"),
        argumentSet("HS512 of 63 bytes", secret("HS512", bytes(63)), "64 at least"),
        argumentSet("empty secret", secret("HS256", new byte[0]), ""),
        argumentSet(
            "the word secret",
            secret("HS256", "secret".getBytes(StandardCharsets.US_ASCII)),
            "32 at least"),
        argumentSet("zero bytes", secret("HS256", new byte[32]), "not random"),
        argumentSet("one letter", secret("HS256", filled(64, 'a')), "not random"),
        argumentSet("a word over and over", secret("HS256", word(40)), "not random"),
        argumentSet(
            "jwt.io's secret",
            secret(
                "HS256",
                "a-string-secret-at-least-256-bits-long".getBytes(StandardCharsets.US_ASCII)),
            "published"),
        argumentSet("secret without alg", without(secret("HS256", bytes(32)), "alg"), "\"alg\""),
        argumentSet("secret without kid", without(secret("HS256", bytes(32)), "kid"), "\"kid\""),
        argumentSet("secret for RS256", secret("RS256", bytes(32)), "alg"),
        argumentSet("secret for A256GCM", secret("A256GCM", bytes(32)), "alg"),
        argumentSet("no key at all", "hello", "neither"),
        argumentSet("nothing", "", "neither"),
        argumentSet("PEM, public only", p384.substring(p384.indexOf("-----BEGIN PUB")), "public"),
        argumentSet(
            "PEM, EC without public", p384.substring(0, p384.indexOf("-----BEGIN PUB")), "pubout"),
        argumentSet("PEM, two private keys", p384 + p384, "one whole block"),
        argumentSet("PEM without its end", p384.substring(0, 90), "one whole block"),
        argumentSet("PEM, not Base64", p384.replaceFirst("\nM", "\n!"), "Base64"),
        argumentSet(
            "PEM, no key inside", PemText.encodeBlock("PRIVATE KEY", bytes(99)), "no sound"),
        argumentSet("PEM with a wrong alg", "alg: RS256\n" + p384, "alg"),
        argumentSet("PEM with a blank kid", "kid:  \n" + p384, "kid"),
        argumentSet("PKCS#1", PemText.encodeBlock("RSA PRIVATE KEY", bytes(99)), "openssl pkcs8"),
        argumentSet("SEC1", PemText.encodeBlock("EC PRIVATE KEY", bytes(99)), "openssl pkcs8"),
        argumentSet("JWK with a BOM", "\ufeff" + RSA, "byte order mark"),
        argumentSet("JWK with a BOM, bytes", "\u00ef\u00bb\u00bf" + RSA, "sed -i"),
        argumentSet("UTF-16, bytes", "\u00ff\u00fe{\0}\0", "iconv -f UTF-16"),
        argumentSet("UTF-16 without a mark", "{\0}\0", "iconv -f UTF-16"),
        argumentSet("DER", "0\u0082\u0004\u00be\u0002\u0001\0", "-inform DER"),
        argumentSet("quoted", "'" + p384 + "'", "quotation mark"),
        argumentSet(
            "OpenSSH", PemText.encodeBlock("OPENSSH PRIVATE KEY", bytes(99)), "ssh-keygen -p"),
        argumentSet("OpenSSH, public", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "cannot sign"),
        argumentSet(
            "certificate", PemText.encodeBlock("CERTIFICATE", bytes(99)), "is a certificate"),
        argumentSet(
            "encrypted as OpenSSL did",
            PemText.encodeBlock("RSA PRIVATE KEY", bytes(99))
                .replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: X,0\n\n"),
            "is encrypted; decrypt it"),
        argumentSet(
            "parameters before SEC1",
            PemText.encodeBlock("EC PARAMETERS", bytes(10))
                + PemText.encodeBlock("EC PRIVATE KEY", bytes(99)),
            "openssl pkcs8 -topk8"),
        argumentSet("kid null", with(RSA, "kid", null), "\"kid\" is null"),
        argumentSet("use null", with(RSA, "use", null), "\"use\" is null"),
        argumentSet("n null", with(RSA, "n", null), "\"n\" is null"),
        argumentSet(
            "encrypted", PemText.encodeBlock("ENCRYPTED PRIVATE KEY", bytes(9)), "decrypt"));
  }

  private static byte[] word(int length) {
    return "secretword".repeat(length / 10).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int length, char letter) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) letter);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badKey_isRefusedInWordsThatHoldNothingOfIt(String text, String words) {
    assertThatExceptionOfType(SigningKeyException.class)
        .isThrownBy(() -> SigningKey.parse(text))
        .withNoCause()
        .withMessageContaining(words)
        .satisfies(e -> assertHoldsNothingOf(text, e.getMessage()));
  }

  private static void assertHoldsNothingOf(String text, String message) {
    for (int i = 0; i + 16 <= text.length(); i++) {
      String slice = text.substring(i, i + 16);
      if (slice.matches("[A-Za-z0-9_+/-]+")) {
        assertThat(message).doesNotContain(slice);
      }
    }
  }

  @Test
  void key_withoutAlgAndKid_getsThoseOfItsKind() {
    assertThat(SigningKey.parse(without(RSA, "alg")).algorithm()).isEqualTo(SigningAlgorithm.RS256);
    assertThat(SigningKey.parse(without(EC, "alg")).algorithm()).isEqualTo(SigningAlgorithm.ES256);
    assertThat(SigningKey.parse(without(ED, "alg")).algorithm()).isEqualTo(SigningAlgorithm.EDDSA);
    assertThat(SigningKey.parse(with(RSA, "alg", "PS384")).algorithm())
        .isEqualTo(SigningAlgorithm.PS384);
    assertThat(SigningKey.parse(with(ED, "alg", "Ed25519")).algorithm())
        .isEqualTo(SigningAlgorithm.EDDSA);
    assertThat(SigningKey.parse(without(RSA, "kid", "use")).keyId()).matches("[\\w-]{43}");
  }

  @Test
  void RSAKey_thatOpensslMadeIs_readFromItsPrivateBlockAlone() throws Exception {
    KeyPair pair = pair("RSA", new RSAKeyGenParameterSpec(3072, BigInteger.valueOf(65537)));
    String pem = PemText.encodeBlock("PRIVATE KEY", pair.getPrivate().getEncoded());

    SigningKey key = SigningKey.parse("\r\nBag Attributes\r\n" + pem.replace("\n", "\r\n"));

    assertThat(key.algorithm()).isEqualTo(SigningAlgorithm.RS256);
    assertThat(key.keyId())
        .isEqualTo(JwkFormat.thumbprint(JwkFormat.toJsonWebKey(pair.getPublic())));
  }

  private static final String RFC_8037_PUBLIC = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
  private static final String RFC_8037_PRIVATE = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

  /** The known answer is that of a published key, so it goes past the check of new keys. */
  @Test
  void example_ofRFC8037_signsAsPrinted() throws Exception {
    JsonWebKey jwk = JsonWebKey.Factory.newJwk(members(rfc8037()));
    PublicJsonWebKey pair = (PublicJsonWebKey) jwk;
    SigningKey key =
        SigningKey.unchecked(
            JwkFormat.thumbprint(jwk),
            SigningAlgorithm.EDDSA,
            new KeyPair(pair.getPublicKey(), pair.getPrivateKey()));

    assertThat(key.keyId()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    byte[] input =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(input)))
        .isEqualTo(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  }

  private static String rfc8037() {
    return JsonText.compact(
        Map.of("kty", "OKP", "crv", "Ed25519", "d", RFC_8037_PRIVATE, "x", RFC_8037_PUBLIC));
  }

  @Test
  void publishedKey_signsNothing() {
    assertThatExceptionOfType(SigningKeyException.class)
        .isThrownBy(() -> SigningKey.parse(rfc8037()))
        .withMessageContaining("is a published example (RFC 8037 appendix A)");
    byte[] tutorial =
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"
            .getBytes(StandardCharsets.US_ASCII);
    assertThatExceptionOfType(SigningKeyException.class)
        .isThrownBy(() -> SigningKey.parse(secret("HS256", tutorial)))
        .withMessageContaining("is a published example (the FastAPI tutorial)");
  }

  @Test
  void PEM_withLine_endsOfAnEnvironmentVariableIsRead() throws Exception {
    KeyPair pair = pair("EC", new ECGenParameterSpec("secp256r1"));

    for (String lineEnd : List.of("\\n", "\\r\\n")) {
      SigningKey key = SigningKey.parse(pem(pair).replace("\n", lineEnd));
      assertThat(key.algorithm()).isEqualTo(SigningAlgorithm.ES256);
    }
  }
}
