package org.nexusauth.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as PEM (RFC 7468): the private key as PKCS#8, then the public one, which Java
 * cannot derive for EC and Ed25519. The key's id and algorithm stand before it as {@code name:
 * value} lines, text that RFC 7468 §2 has other readers skip.
 */
final class PemFormat {

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

  private PemFormat() {}

  static String write(SigningKey key) {
    if (key.verifying() == null) {
      throw new IllegalArgumentException(
          "a secret ("
              + key.algorithm().headerName()
              + ") has no PEM form; give the file a name that ends in .jwk");
    }
    return "kid: "
        + key.keyId()
        + "\nalg: "
        + key.algorithm().headerName()
        + "\n"
        + PemText.block(PRIVATE, key.signing().getEncoded())
        + PemText.block(PUBLIC, key.verifying().getEncoded());
  }

  static SigningKey read(String text) {
    PemText pem = PemText.of(text);
    byte[] pkcs8 = pem.block(PRIVATE);
    if (pkcs8 == null) {
      throw new SigningKeyException(missing(pem));
    }
    KeyPair pair = pair(pkcs8, pem.block(PUBLIC));
    SigningAlgorithm algorithm = JwkAlgorithm.of(pem.header("alg"), pair.getPublic());
    String keyId = pem.header("kid");
    return SigningKey.ofPair(
        keyId == null ? JwkFormat.thumbprint(JwkFormat.jwk(pair.getPublic())) : Texts.keyId(keyId),
        algorithm,
        pair);
  }

  private static String missing(PemText pem) {
    if (pem.has("ENCRYPTED PRIVATE KEY")) {
      return "the private key is encrypted; decrypt it: openssl pkcs8 -in FILE -out signing.pem";
    }
    if (pem.has("RSA PRIVATE KEY") || pem.has("EC PRIVATE KEY")) {
      return "this is not PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out"
          + " signing.pem";
    }
    return pem.has(PUBLIC)
        ? "this is a public key, which verifies but cannot sign; give the private key"
        : "this is neither a JWK nor a PEM with a private key; make one with keygen";
  }

  private static KeyPair pair(byte[] pkcs8, byte @Nullable [] x509) {
    for (String kind : KINDS) {
      KeyPair pair = pairOf(kind, pkcs8, x509);
      if (pair != null) {
        return pair;
      }
    }
    throw new SigningKeyException(
        "the PEM holds no sound RSA, EC or Ed25519 key; make one with keygen");
  }

  private static @Nullable KeyPair pairOf(String kind, byte[] pkcs8, byte @Nullable [] x509) {
    try {
      KeyFactory keys = KeyFactory.getInstance(kind);
      PrivateKey signing = keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new KeyPair(verifying(keys, signing, x509), signing);
    } catch (GeneralSecurityException e) {
      return null; // of another kind, or broken: then no kind takes it
    }
  }

  private static PublicKey verifying(KeyFactory keys, PrivateKey signing, byte @Nullable [] x509)
      throws GeneralSecurityException {
    if (x509 != null) {
      return keys.generatePublic(new X509EncodedKeySpec(x509));
    }
    if (signing instanceof RSAPrivateCrtKey rsa) {
      return keys.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    throw new SigningKeyException(
        "the PEM lacks the public key; add it: openssl pkey -in FILE -pubout >> FILE");
  }
}
