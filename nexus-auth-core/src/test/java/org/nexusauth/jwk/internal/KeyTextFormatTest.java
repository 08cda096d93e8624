package org.nexusauth.jwk.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.Key;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.Certificates;
import org.nexusauth.Signer;
import org.nexusauth.jwk.UnusableKeyException;

/** Documents in formats that are recognized and not supported: each names its conversion. */
class KeyTextFormatTest {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private static final String PUBLIC =
      "is a public key in base64 without the lines of PEM; make PEM of it:"
          + " base64 -d FILE | openssl pkey -pubin -inform DER -pubout > NEW";

  private static final String PRIVATE =
      "is a private key in base64; give the public key alone:"
          + " base64 -d FILE | openssl pkey -inform DER -pubout > NEW";

  static Stream<Arguments> base64() {
    return Stream.of("RS256", "ES256", "ES512", "EdDSA")
        .map(Signer::of)
        .flatMap(
            signer ->
                Stream.of(
                    argumentSet("public " + signer.keyId(), signer.publicKey(), PUBLIC),
                    argumentSet("private " + signer.keyId(), signer.pair().getPrivate(), PRIVATE)));
  }

  @ParameterizedTest
  @MethodSource("base64")
  void readBase64_ofAKey_namesTheCommandForPem(Key key, String problem) {
    String line = Base64.getEncoder().encodeToString(key.getEncoded());

    for (String text : new String[] {line, line + "\n", LINES.encodeToString(key.getEncoded())}) {
      assertThatThrownBy(() -> KeyDocument.read(text, null))
          .isInstanceOf(UnusableKeyException.class)
          .hasMessage(problem)
          .hasNoCause();
    }
  }

  @Test
  void readBase64_ofSomethingElse_isNotCalledAKey() {
    byte[] certificate = Certificates.selfSigned("EC", "localhost").der();
    String key = Base64.getEncoder().encodeToString(Signer.of("RS256").publicKey().getEncoded());

    for (String text :
        new String[] {
          Base64.getEncoder().encodeToString(certificate), "M".repeat(100), key.substring(0, 40)
        }) {
      assertThatThrownBy(() -> KeyDocument.read(text, null))
          .hasMessageEndingWith("; expected a JWK set, a JWK or PEM");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufeff", "\ufeff\r\n "})
  void readSet_behindAByteOrderMark_namesTheCommandThatRemovesIt(String start) {
    assertThatThrownBy(() -> KeyDocument.read(start + Signer.jwks(Signer.of("ES256")), null))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessage("starts with a byte order mark; remove it: tail -c +4 FILE > NEW");
  }

  @Test
  void readPrivateKey_ofOpenssh_namesTheCommandForItsPublicKey() {
    assertThatThrownBy(
            () ->
                KeyDocument.read(Signer.pem("OPENSSH PRIVATE KEY", new byte[9]), null)
                    .requireSound())
        .isInstanceOf(UnusableKeyException.class)
        .hasMessage(
            "holds a private key of OpenSSH; give the public key alone, of RSA or ECDSA:"
                + " ssh-keygen -e -m PKCS8 -f FILE > NEW");
  }

  static Stream<Arguments> binary() {
    return Stream.of(
        argumentSet("SPKI", Signer.of("RS256").publicKey().getEncoded(), DerKind.PUBLIC_KEY),
        argumentSet("short SPKI", Signer.of("EdDSA").publicKey().getEncoded(), DerKind.PUBLIC_KEY),
        argumentSet("PKCS 8", privateKey("RS256"), DerKind.PRIVATE_KEY),
        argumentSet("short PKCS 8", privateKey("EdDSA"), DerKind.PRIVATE_KEY),
        argumentSet("SEC 1", der("300702010104020102"), DerKind.PRIVATE_KEY),
        argumentSet("of another length", der("30770201010420"), DerKind.NONE),
        argumentSet("PKCS 1", der("308204a40201000282010100"), DerKind.PRIVATE_KEY),
        argumentSet("encrypted", der("3082052d305706092a864886f70d01050d"), DerKind.PRIVATE_KEY),
        argumentSet("PKCS 12", der("30820a3c0201033082"), DerKind.OTHER),
        argumentSet("certificate", Certificates.selfSigned("EC", "x").der(), DerKind.OTHER),
        argumentSet("cut off", der("30820122"), DerKind.OTHER),
        argumentSet("text", "0123 and so on".getBytes(US_ASCII), DerKind.NONE),
        argumentSet("nothing", new byte[0], DerKind.NONE));
  }

  private static byte[] privateKey(String algorithm) {
    return Signer.of(algorithm).pair().getPrivate().getEncoded();
  }

  private static byte[] der(String start) {
    return HexFormat.of().parseHex(start);
  }

  @ParameterizedTest
  @MethodSource("binary")
  void kind_ofABinaryDocument_isSeenByItsStart(byte[] bytes, DerKind kind) {
    assertThat(DerKind.of(bytes)).isEqualTo(kind);
  }
}
