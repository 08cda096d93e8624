package org.nexusauth.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;

/** S20, S21, S23: signatures that a lenient verifier takes. */
class ForgedSignaturesTest {
  private static final List<String> CURVES = List.of("ES256", "ES384", "ES512");

  static Stream<Arguments> smallNumbers() {
    return CURVES.stream()
        .flatMap(
            algorithm -> {
              BigInteger n =
                  ((ECPublicKey) Signer.of(algorithm).publicKey()).getParams().getOrder();
              List<BigInteger> odd =
                  List.of(
                      BigInteger.ZERO,
                      BigInteger.ONE,
                      n.subtract(BigInteger.ONE),
                      n,
                      n.add(BigInteger.ONE));
              return odd.stream()
                  .flatMap(
                      r ->
                          odd.stream()
                              .map(
                                  s ->
                                      argumentSet(algorithm + " " + r + " " + s, algorithm, r, s)));
            });
  }

  @ParameterizedTest
  @MethodSource("smallNumbers")
  void S20Ecdsa_ofZeroOneOrTheOrder_isInvalid(String algorithm, BigInteger r, BigInteger s) {
    Signer signer = Signer.of(algorithm);
    int half = signer.sign("x").length / 2;

    assertInvalid(signer, concatenated(r, s, half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512"})
  void S20Ecdsa_withTheOrderAdded_isInvalid(String algorithm) {
    Signer signer = Signer.of(algorithm);
    String input = KeyMaker.of(signer).signingInput();
    byte[] good = signer.sign(input);
    int half = good.length / 2;
    BigInteger n = ((ECPublicKey) signer.publicKey()).getParams().getOrder();
    BigInteger r = new BigInteger(1, Arrays.copyOf(good, half));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, half, 2 * half));

    for (int length : new int[] {half, half + 1}) {
      assertInvalid(signer, input, concatenated(r.add(n), s, length));
      assertInvalid(signer, input, concatenated(r, s.add(n), length));
    }
    assertInvalid(signer, input, concatenated(s, r, half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512"})
  void S21Ecdsa_inDer_isInvalid(String algorithm) throws Exception {
    Signer signer = Signer.of(algorithm);
    String input = KeyMaker.of(signer).signingInput();
    Signature der = Signature.getInstance("SHA" + algorithm.substring(2) + "withECDSA");
    der.initSign(signer.pair().getPrivate());
    der.update(input.getBytes(US_ASCII));

    byte[] signature = der.sign();
    assertInvalid(signer, input, signature);
    assertThat(
            Verifiers.denied(Verifiers.trusting(signer), KeyMaker.withSignature(input, signature))
                .detail())
        .startsWith("the signature has " + signature.length + " bytes, and one by key ")
        .contains(" has " + signer.sign(input).length + ": it is in DER;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512"})
  void S21Ecdsa_withZerosAddedOrLeftOut_isInvalid(String algorithm) {
    Signer signer = Signer.of(algorithm);
    String input = KeyMaker.of(signer).signingInput();
    byte[] good = signer.sign(input);
    int half = good.length / 2;
    BigInteger r = new BigInteger(1, Arrays.copyOf(good, half));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, half, 2 * half));

    for (int length : new int[] {half + 1, half + 8, 2 * half}) {
      assertInvalid(signer, input, concatenated(r, s, length));
    }
    assertInvalid(signer, input, Arrays.copyOf(good, good.length + 1));
    assertInvalid(signer, input, Arrays.copyOfRange(good, 1, good.length));
  }

  @Test
  void eddsa_withTheOrderAdded_isInvalid() {
    Signer signer = Signer.of("EdDSA");
    String input = KeyMaker.of(signer).signingInput();
    byte[] signature = signer.sign(input);
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] s = reversed(Arrays.copyOfRange(signature, 32, 64));
    byte[] grown = reversed(Signer.unsigned(new BigInteger(1, s).add(order), 32));
    System.arraycopy(grown, 0, signature, 32, 32);

    assertInvalid(signer, input, signature);
  }

  @Test
  void eddsa_withAPointOfSmallOrder_isInvalid() {
    Signer signer = Signer.of("EdDSA");
    byte[] signature = new byte[64];
    signature[0] = 1; // R is the neutral element, S is zero.

    assertInvalid(signer, signature);
  }

  private static final String SHA256_INFO = "3031300d060960864801650304020105000420";

  static Stream<Arguments> paddings() {
    return Stream.of(
        argumentSet("block type 0", "0000", "ff", SHA256_INFO, ""),
        argumentSet("block type 2", "0002", "ff", SHA256_INFO, ""),
        argumentSet("first byte 1", "0101", "ff", SHA256_INFO, ""),
        argumentSet("fill of zeros", "0001", "00", SHA256_INFO, ""),
        argumentSet("fill of fe", "0001", "fe", SHA256_INFO, ""),
        argumentSet("garbage behind the hash", "0001", "ff", SHA256_INFO, "00".repeat(8)),
        argumentSet("long garbage behind", "0001", "ff", SHA256_INFO, "ab".repeat(190)),
        argumentSet("SHA-384's info", "0001", "ff", "3041300d060960864801650304020205000430", ""),
        argumentSet("SHA-1's info", "0001", "ff", "3021300906052b0e03021a05000414", ""),
        argumentSet("no info", "0001", "ff", "", ""),
        argumentSet(
            "wrong length inside", "0001", "ff", "3032300d060960864801650304020105000421", ""),
        argumentSet(
            "long form of a length", "0001", "ff", "308131300d060960864801650304020105000420", ""),
        argumentSet(
            "parameters", "0001", "ff", "3033300f0609608648016503040201300404020000" + "0420", ""));
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void S23RsaPadding_ofAnotherForm_isInvalid(String start, String fill, String info, String behind)
      throws Exception {
    Signer signer = Signer.of("RS256");
    String input = KeyMaker.of(signer).signingInput();

    assertInvalid(signer, input, signedBlock(signer, block(start, fill, info, behind, input)));
  }

  @Test
  void S23RsaPadding_ofTheRightForm_isGood() throws Exception {
    // Else the table above would refuse everything and show nothing.
    Signer signer = Signer.of("RS256");
    String input = KeyMaker.of(signer).signingInput();
    byte[] signature = signedBlock(signer, block("0001", "ff", SHA256_INFO, "", input));

    Verifiers.verified(Verifiers.trusting(signer), KeyMaker.withSignature(input, signature));
  }

  @Test
  void S23RsaNumbers_atAndAboveTheModulus_areInvalid() {
    Signer signer = Signer.of("RS256");
    String input = KeyMaker.of(signer).signingInput();
    BigInteger n = ((RSAPrivateKey) signer.pair().getPrivate()).getModulus();
    BigInteger good = new BigInteger(1, signer.sign(input));

    assertInvalid(signer, input, Signer.unsigned(BigInteger.ONE, 256));
    assertInvalid(signer, input, Signer.unsigned(n.subtract(BigInteger.ONE), 256));
    assertInvalid(signer, input, Signer.unsigned(n, 256));
    assertInvalid(signer, input, Signer.unsigned(n.subtract(good), 256));
    assertInvalid(signer, input, Signer.unsigned(good.add(n), 257));
    assertInvalid(signer, input, Signer.unsigned(good, 257));
    assertInvalid(signer, input, Signer.unsigned(good, 512));
  }

  private static byte[] block(String start, String fill, String info, String behind, String input)
      throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.getBytes(US_ASCII));
    ByteArrayOutputStream end = new ByteArrayOutputStream();
    end.write(0);
    end.write(hex.parseHex(info));
    end.write(hash);
    end.write(hex.parseHex(behind));
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(hex.parseHex(start));
    block.write(hex.parseHex(fill.repeat(256 - 2 - end.size())));
    block.write(end.toByteArray());
    return block.toByteArray();
  }

  /** Signs as whoever has the private key could: whatever the block is. */
  private static byte[] signedBlock(Signer signer, byte[] block) {
    RSAPrivateKey key = (RSAPrivateKey) signer.pair().getPrivate();
    BigInteger message = new BigInteger(1, block).mod(key.getModulus());
    return Signer.unsigned(message.modPow(key.getPrivateExponent(), key.getModulus()), 256);
  }

  private static byte[] concatenated(BigInteger r, BigInteger s, int length) {
    byte[] both = Arrays.copyOf(Signer.unsigned(r, length), 2 * length);
    System.arraycopy(Signer.unsigned(s, length), 0, both, length, length);
    return both;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  private static void assertInvalid(Signer signer, byte[] signature) {
    assertInvalid(signer, KeyMaker.of(signer).signingInput(), signature);
  }

  private static void assertInvalid(Signer signer, String input, byte[] signature) {
    Verifiers.assertInvalid(Verifiers.trusting(signer), KeyMaker.withSignature(input, signature));
  }
}
