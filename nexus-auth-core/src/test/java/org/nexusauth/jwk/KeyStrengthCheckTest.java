package org.nexusauth.jwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.verify.Verifiers;

/** K05, S44: keys that are too weak stop the start. */
class KeyStrengthCheckTest {
  private static final BigInteger MODULUS =
      ((RSAPublicKey) Signer.of("RS256").publicKey()).getModulus();
  private static final BigInteger F4 = BigInteger.valueOf(65_537);

  /** A key as another provider might hand it over; the JDK's own factories refuse some of these. */
  private record Rsa(BigInteger getModulus, BigInteger getPublicExponent) implements RSAPublicKey {
    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  private record Ec(ECParameterSpec getParams, ECPoint getW) implements ECPublicKey {
    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  static Stream<Arguments> weakRsa() {
    return Stream.of(
        argumentSet("1024 bits", MODULUS.shiftRight(1024), F4, "an RSA key has 1024 bits"),
        argumentSet("2047 bits", MODULUS.shiftRight(1), F4, "an RSA key has 2047 bits"),
        argumentSet("e=0", MODULUS, BigInteger.ZERO, "the public exponent 0"),
        argumentSet("e=1", MODULUS, BigInteger.ONE, "the public exponent 1"),
        argumentSet("e=2", MODULUS, BigInteger.TWO, "the public exponent 2"),
        argumentSet("e=-3", MODULUS, BigInteger.valueOf(-3), "the public exponent -3"),
        argumentSet("e even", MODULUS, F4.add(BigInteger.ONE), "the public exponent 65538"),
        argumentSet("n even", MODULUS.clearBit(0), F4, "an even modulus"));
  }

  @ParameterizedTest
  @MethodSource("weakRsa")
  void requireWeakRsa_isRefused(BigInteger modulus, BigInteger exponent, String problem) {
    assertThatThrownBy(
            () -> KeyStrengthCheck.requireStrongAndUnpublished("RS256", new Rsa(modulus, exponent)))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 17, 65_537})
  void requireUsualExponents_areTaken(int exponent) {
    assertThatCode(
            () ->
                KeyStrengthCheck.requireStrongAndUnpublished(
                    "PS512", new Rsa(MODULUS, BigInteger.valueOf(exponent))))
        .doesNotThrowAnyException();
  }

  @Test
  void rsa_of1024Bits_stopsTheStart() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    Signer weak = Signer.ofPair("RS256", "weak", generator.generateKeyPair());

    assertThatThrownBy(() -> Verifiers.trusting(weak))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys (a test): an RSA key has 1024 bits;"
                + " expected 2048 at least (key \"weak\")");
  }

  @Test
  void rsa_withExponentOne_stopsTheStart() {
    Map<String, Object> jwk = Signer.of("RS256").jwk();
    jwk.put("e", "AQ");

    assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), JsonDocument.of(jwk)))
        .isInstanceOf(ConfigurationException.class);
  }

  private static final ECParameterSpec P256 = EllipticCurves.P256;
  private static final ECPoint ON_P256 = P256.getGenerator();

  static Stream<Arguments> wrongEc() {
    EllipticCurve curve = P256.getCurve();
    EllipticCurve other =
        new EllipticCurve(curve.getField(), curve.getA(), curve.getB().add(BigInteger.ONE));
    ECPoint off = new ECPoint(ON_P256.getAffineX(), ON_P256.getAffineY().add(BigInteger.ONE));
    ECPoint doubled = ((ECPublicKey) Signer.of("ES256").publicKey()).getW();
    return Stream.of(
        argumentSet("off the curve", P256, off, "is not on its curve"),
        argumentSet("origin", P256, new ECPoint(BigInteger.ZERO, BigInteger.ZERO), "not on its"),
        argumentSet("infinity", P256, ECPoint.POINT_INFINITY, "is not on its curve"),
        argumentSet(
            "x above the field",
            P256,
            new ECPoint(ON_P256.getAffineX().add(p()), ON_P256.getAffineY()),
            "is not on its curve"),
        argumentSet(
            "secp256k1",
            EllipticCurves.SECP256K1,
            EllipticCurves.SECP256K1.getGenerator(),
            "does not go with the curve"),
        argumentSet("P-384", EllipticCurves.P384, EllipticCurves.P384.getGenerator(), "the curve"),
        argumentSet(
            "other b",
            new ECParameterSpec(other, ON_P256, P256.getOrder(), 1),
            ON_P256,
            "go with the curve"),
        argumentSet(
            "other generator (CVE-2020-0601)",
            new ECParameterSpec(curve, doubled, P256.getOrder(), 1),
            doubled,
            "with the curve"),
        argumentSet(
            "other order",
            new ECParameterSpec(curve, ON_P256, BigInteger.TEN, 1),
            ON_P256,
            "with the curve"));
  }

  private static BigInteger p() {
    return ((java.security.spec.ECFieldFp) P256.getCurve().getField()).getP();
  }

  @ParameterizedTest
  @MethodSource("wrongEc")
  void requireWrongEc_isRefused(ECParameterSpec params, ECPoint point, String problem) {
    assertThatThrownBy(
            () -> KeyStrengthCheck.requireStrongAndUnpublished("ES256", new Ec(params, point)))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void requireRightEc_isTaken() {
    assertThatCode(
            () -> KeyStrengthCheck.requireStrongAndUnpublished("ES256", new Ec(P256, ON_P256)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "Ed25519, 32, 0000000000000000000000000000000000000000000000000000000000000000",
    "Ed25519, 32, 0000000000000000000000000000000000000000000000000000000000000080",
    "Ed25519, 32, 0100000000000000000000000000000000000000000000000000000000000000",
    "Ed25519, 32, ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "Ed25519, 32, 26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "Ed25519, 32, 26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "Ed25519, 32, c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "Ed448, 57, 01",
    "Ed448, 57, 00"
  })
  void point_ofSmallOrder_stopsTheStart(String curve, int length, String point) {
    assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), okp(curve, length, point)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.verify.keys")
        .hasMessageContaining("under which anybody can sign");
  }

  @Test
  void point_whoseCoordinateIsNotReduced_stopsTheStart() {
    String aboveThePrime = "ee" + "ff".repeat(30) + "7f";

    assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), okp("Ed25519", 32, aboveThePrime)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not below its field's prime");
  }

  private static String okp(String curve, int length, String point) {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(point), length);
    return "{\"kty\":\"OKP\",\"kid\":\"k\",\"crv\":\"%s\",\"x\":\"%s\"}"
        .formatted(curve, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static Stream<Arguments> weakSecrets() {
    byte[] counting = new byte[32];
    for (int i = 0; i < 32; i++) {
      counting[i] = (byte) (i + 1);
    }
    return Stream.of(
        argumentSet("one byte", new byte[] {1}, "a secret has 1 bytes; HS256 needs 32 at least"),
        argumentSet("31 bytes", random(31), "a secret has 31 bytes"),
        argumentSet("31 zeros", new byte[31], "a secret has 31 bytes"),
        argumentSet("32 zeros", new byte[32], "a secret is not random"),
        argumentSet("blanks", " ".repeat(40).getBytes(UTF_8), "a secret is not random"),
        argumentSet("secret", "secret".getBytes(UTF_8), "a secret has 6 bytes"),
        argumentSet("secret, again", "secret".repeat(6).getBytes(UTF_8), "is not random"),
        argumentSet("password", "password".repeat(4).getBytes(UTF_8), "is not random"),
        argumentSet("piece again", "secret-123".repeat(4).getBytes(UTF_8), "is not random"),
        argumentSet("hex again", "0123456789abcdef".repeat(2).getBytes(UTF_8), "is not random"),
        argumentSet(
            "not whole again",
            "correct-horse".repeat(3).substring(0, 35).getBytes(UTF_8),
            "is not random"),
        argumentSet("counting", counting, "is not random"),
        argumentSet(
            "again after more than half",
            "lorem-ipsum-dolor-sit-lorem-ipsum-dolor".getBytes(UTF_8),
            "is not random"),
        argumentSet(
            "hex again in capitals",
            "0123456789abcdef0123456789ABCDEF".getBytes(UTF_8),
            "is not random"),
        argumentSet(
            "alphabet", "abcdefghijklmnopqrstuvwxyz123456".getBytes(UTF_8), "is not random"),
        argumentSet(
            "keyboard", "QwertyUiopasdfghjklzxcvbnm123456".getBytes(UTF_8), "is not random"),
        argumentSet(
            "sentence",
            "my-32-character-ultra-secure-and-ultra-long-secret".getBytes(UTF_8),
            "is not random"),
        argumentSet("jwt.io, old", "your-256-bit-secret".getBytes(UTF_8), "has 19 bytes"),
        argumentSet(
            "jwt.io",
            "a-string-secret-at-least-256-bits-long".getBytes(UTF_8),
            "is a published example (the debugger at jwt.io)"),
        argumentSet(
            "RFC 7515 A.1",
            Base64.getUrlDecoder()
                .decode(
                    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z7CAow"),
            "is a published example (RFC 7515 appendix A)"));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("weakSecrets")
  void S44WeakSecret_stopsTheStartAndIsNotShown(byte[] secret, String problem) {
    Signer weak = Signer.ofSecret("HS256", "weak", secret);

    assertThatThrownBy(() -> Verifiers.trusting(weak))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(problem)
        .hasMessageStartingWith("NEXUS-1010 nexus.auth.verify.keys (a test): ");
  }

  @Test
  void S13EmptySecret_stopsTheStart() {
    String empty = "{\"kty\":\"oct\",\"kid\":\"k\",\"alg\":\"HS256\",\"k\":\"\"}";

    assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), empty))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.verify.keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void secret_atAndUnder_theLengthOfTheHash(String algorithm) {
    int least = Integer.parseInt(algorithm.substring(2)) / 8;
    Signer enough = Signer.ofSecret(algorithm, "k", random(least));
    Signer less = Signer.ofSecret(algorithm, "k", random(least - 1));

    Verifiers.verified(Verifiers.trusting(enough), KeyMaker.of(enough).text());
    assertThatThrownBy(() -> Verifiers.trusting(less))
        .hasMessageContaining("a secret has " + (least - 1) + " bytes");
  }

  @Test
  void secret_ofHexadecimalDigits_isTaken() {
    byte[] secret =
        "3f7ac1b29de04586a1c4e88b70d95fe2".getBytes(UTF_8); // 128 bits of chance in 32 letters

    assertThat(Verifiers.trusting(Signer.ofSecret("HS256", "k", secret)).describeKeys())
        .isEqualTo("1 key (HS256 \"k\")");
  }
}
