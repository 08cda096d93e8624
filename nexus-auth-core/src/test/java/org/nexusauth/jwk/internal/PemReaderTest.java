package org.nexusauth.jwk.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.Certificates;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.verify.Verifiers;

/** Public keys and certificates in PEM (RFC 7468). */
class PemReaderTest {
  private static final Signer RSA = Signer.of("RS256");

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256", "ES384", "ES512", "EdDSA"})
  void readPublicKey_verifiesWithTheAlgorithmOfItsType(String algorithm) {
    Signer signer = Signer.of(algorithm);
    ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), signer.pem());

    assertThat(verifier.describeKeys()).isEqualTo("1 key (" + algorithm + ")");
    Verifiers.verified(verifier, KeyMaker.of(signer).withoutHeader("kid").text());
    // Its id is not known, so no kid names it.
    Verifiers.assertInvalid(verifier, KeyMaker.of(signer).text());
  }

  @Test
  void readPublicKey_withTheDefaultId_isFoundByIt() {
    ApiKeyVerifier verifier =
        Verifiers.withKeys(new TestClock(), RSA.pem(), "verify.default.key.id", "2026-11");

    VerifiedApiKey named =
        Verifiers.verified(verifier, KeyMaker.of(RSA).header("kid", "2026-11").text());
    assertThat(named.signingKeyId()).contains("2026-11");
    Verifiers.verified(verifier, KeyMaker.of(RSA).withoutHeader("kid").text());
    Verifiers.assertInvalid(verifier, KeyMaker.of(RSA).header("kid", "2026-12").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void read_certificate_verifies(String type) {
    Certificates certificate = Certificates.selfSigned(type, "localhost");
    Signer signer =
        Signer.ofPair(type.equals("RSA") ? "RS256" : "ES256", "unused", certificate.pair());
    ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), certificate.pem());

    Verifiers.verified(verifier, KeyMaker.of(signer).withoutHeader("kid").text());
  }

  static Stream<Arguments> forms() {
    String pem = RSA.pem();
    return Stream.of(
        argumentSet("text around it", "Key of 2026\n\n" + pem + "\nend"),
        argumentSet("Windows line ends", pem.replace("\n", "\r\n")),
        argumentSet("one long line", oneLine(pem)),
        argumentSet("no last line end", pem.strip()),
        argumentSet("indented", pem.replace("\n", "\n  ")),
        argumentSet("line ends of an environment variable", pem.replace("\n", "\\n")),
        argumentSet("and of Windows", pem.replace("\n", "\\r\\n")),
        argumentSet("EC PARAMETERS", Signer.pem("EC PARAMETERS", new byte[10]) + pem),
        argumentSet("BOM", "\ufeff" + pem));
  }

  private static String oneLine(String pem) {
    return pem.replace("\n", "")
        .replace("KEY-----", "KEY-----\n")
        .replace("-----END", "\n-----END");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readBlock_inOtherForms_isTaken(String pem) throws UnusableKeyException {
    assertThat(VerificationKeySet.read(pem, null).describe()).isEqualTo("1 key (RS256)");
  }

  static Stream<Arguments> refused() throws Exception {
    String pem = RSA.pem();
    String privateKey = Signer.pem("PRIVATE KEY", RSA.pair().getPrivate().getEncoded());
    return Stream.of(
        argumentSet("private", privateKey, "holds a private key; give the public key alone"),
        argumentSet("RSA PRIVATE KEY", Signer.pem("RSA PRIVATE KEY", new byte[9]), "private key"),
        argumentSet("EC PRIVATE KEY", Signer.pem("EC PRIVATE KEY", new byte[9]), "private key"),
        argumentSet("encrypted", Signer.pem("ENCRYPTED PRIVATE KEY", new byte[9]), "private key"),
        argumentSet(
            "private and encrypted as OpenSSL did",
            Signer.pem("RSA PRIVATE KEY", new byte[9])
                .replace(
                    "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0\n\n"),
            "holds a private key"),
        argumentSet(
            "private behind parameters",
            Signer.pem("EC PARAMETERS", new byte[9]) + Signer.pem("EC PRIVATE KEY", new byte[9]),
            "holds a private key"),
        argumentSet("private and cut off", privateKey.substring(0, 90), "holds a private key"),
        argumentSet(
            "public with headers",
            pem.replace("KEY-----\n", "KEY-----\nComment: a-b\n\n"),
            "has headers (RFC 1421)"),
        argumentSet("not base64", pem.replace("MII", "M!I"), "is not base64"),
        argumentSet("quoted", "\"" + pem + "\"", "quotation mark"),
        argumentSet("OpenSSH", "ssh-rsa AAAAB3NzaC1yc2E me@host", "ssh-keygen -e -m PKCS8"),
        argumentSet("a JWT", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "is a JWT"),
        argumentSet("private behind public", pem + privateKey, "holds a private key"),
        argumentSet(
            "PKCS 1",
            Signer.pem("RSA PUBLIC KEY", new byte[9]),
            "\"RSA PUBLIC KEY\"; expected \"PUBLIC KEY\" or \"CERTIFICATE\""),
        argumentSet("request", Signer.pem("CERTIFICATE REQUEST", new byte[9]), "expected \"PUBLIC"),
        argumentSet("two keys", pem + Signer.of("ES256").pem(), "one of them has no \"kid\""),
        argumentSet("cut off", pem.substring(0, pem.length() - 30), "is not whole"),
        argumentSet("cut off in the second", pem + pem.substring(0, 200), "is not whole"),
        argumentSet(
            "ends as another", pem.replace("END PUBLIC KEY", "END CERTIFICATE"), "not whole"),
        argumentSet("only the start", "-----BEGIN PUBLIC KEY-----", "is not whole"),
        argumentSet("empty", Signer.pem("PUBLIC KEY", new byte[0]), "\"PUBLIC KEY\" that is empty"),
        argumentSet("zeros", Signer.pem("PUBLIC KEY", new byte[300]), "not a public key (Subj"),
        argumentSet("no certificate", Signer.pem("CERTIFICATE", new byte[300]), "cannot be read"),
        argumentSet(
            "key as certificate",
            Signer.pem("CERTIFICATE", RSA.publicKey().getEncoded()),
            "cannot be read"),
        argumentSet("DSA", pemOf("DSA"), "none of RSA, EC and EdDSA"),
        argumentSet("X25519", pemOf("X25519"), "none of RSA, EC and EdDSA"),
        argumentSet("RSASSA-PSS", pemOf("RSASSA-PSS"), "none of RSA, EC and EdDSA"),
        argumentSet("K05 RSA 1024", pemOf("RSA", 1024), "has 1024 bits; expected 2048 at least"));
  }

  private static String pemOf(String type) throws Exception {
    return Signer.pem(
        "PUBLIC KEY",
        KeyPairGenerator.getInstance(type).generateKeyPair().getPublic().getEncoded());
  }

  private static String pemOf(String type, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    generator.initialize(size);
    return Signer.pem("PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void readOther_blocksAreRefusedWithTheCause(String pem, String problem) {
    assertThatThrownBy(() -> VerificationKeySet.read(pem, null))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(problem)
        .hasNoCause();
  }

  @Test
  void readAnyDamagedByte_neverThrowsAnythingElse() {
    for (Signer signer : new Signer[] {RSA, Signer.of("ES256"), Signer.of("EdDSA")}) {
      byte[] der = signer.publicKey().getEncoded();
      for (int i = 0; i < der.length; i++) {
        byte[] changed = der.clone();
        changed[i] ^= (byte) 0x81;
        assertReadsOrRefuses(Signer.pem("PUBLIC KEY", changed));
        assertReadsOrRefuses(Signer.pem("CERTIFICATE", changed));
        assertReadsOrRefuses(Signer.pem("PUBLIC KEY", Arrays.copyOf(der, i)));
      }
    }
  }

  @Test
  void readAnyDamagedByte_ofACertificate_neverThrowsAnythingElse() {
    byte[] der = Certificates.selfSigned("EC", "localhost").der();
    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= (byte) 0x81;
      assertReadsOrRefuses(Signer.pem("CERTIFICATE", changed));
    }
  }

  private static void assertReadsOrRefuses(String pem) {
    try {
      assertThat(VerificationKeySet.read(pem, null).all()).hasSize(1);
    } catch (UnusableKeyException e) {
      assertThat(e.getMessage().getBytes(UTF_8)).isNotEmpty();
    }
  }
}
