package org.nexusauth.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.StandardKeyFactory;

/**
 * A signing key as PEM (RFC 7468): the private key as PKCS#8, then the public one, which Java
 * cannot derive for EC and Ed25519. The key's id and algorithm stand before it as {@code name:
 * value} lines, text that RFC 7468 §2 has other readers skip.
 */
final class PemFormat {

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private static final String ENCRYPTED =
      "the private key is encrypted; decrypt it: openssl pkcs8 -topk8 -nocrypt -in FILE -out"
          + " signing.pem";

  private PemFormat() {}

  static String toPem(SigningKey key) {
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
        + PemText.encodeBlock(PRIVATE, key.signing().getEncoded())
        + PemText.encodeBlock(PUBLIC, key.verifying().getEncoded());
  }

  static SigningKey parsePem(String text) {
    PemText pem = PemText.of(text);
    if (pem.isEncrypted()) {
      throw new SigningKeyException(ENCRYPTED);
    }
    byte[] pkcs8 = pem.decodeBlock(PRIVATE);
    if (pkcs8 == null) {
      throw new SigningKeyException(describeMissingKey(pem));
    }
    KeyPair pair = decodePair(pkcs8, pem.decodeBlock(PUBLIC));
    SigningAlgorithm algorithm =
        JwkAlgorithmResolver.algorithmOf(pem.headerValue("alg"), pair.getPublic());
    String keyId = pem.headerValue("kid");
    if (keyId == null) {
      keyId = JwkFormat.thumbprint(JwkFormat.toJsonWebKey(pair.getPublic()));
    }
    return SigningKey.ofPair(IdentifierRules.requireKeyIdOfKey(keyId), algorithm, pair);
  }

  private static String describeMissingKey(PemText pem) {
    if (pem.has("OPENSSH PRIVATE KEY")) {
      return "this is a private key of OpenSSH; convert a copy of it:"
          + " ssh-keygen -p -m PKCS8 -N '' -f COPY";
    }
    if (pem.has("RSA PRIVATE KEY") || pem.has("EC PRIVATE KEY")) {
      return "this is not PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out"
          + " signing.pem";
    }
    if (pem.has("CERTIFICATE")) {
      return "this is a certificate, which verifies but cannot sign; give the private key";
    }
    if (pem.has(PUBLIC)) {
      return "this is a public key, which verifies but cannot sign; give the private key";
    }
    return "this is neither a JWK nor a PEM with a private key; make one with keygen";
  }

  private static KeyPair decodePair(byte[] pkcs8, byte @Nullable [] x509) {
    for (StandardKeyFactory.Kind kind : StandardKeyFactory.Kind.values()) {
      PrivateKey signing = StandardKeyFactory.createPrivateKey(kind, pkcs8);
      if (signing == null) {
        continue;
      }
      PublicKey verifying = decodePublicKey(kind, signing, x509);
      if (verifying != null) {
        return new KeyPair(verifying, signing);
      }
    }
    throw new SigningKeyException(
        "the PEM holds no sound RSA, EC or Ed25519 key; make one with keygen");
  }

  private static @Nullable PublicKey decodePublicKey(
      StandardKeyFactory.Kind kind, PrivateKey signing, byte @Nullable [] x509) {
    if (x509 != null) {
      return StandardKeyFactory.createPublicKey(kind, x509);
    }
    if (signing instanceof RSAPrivateCrtKey rsa) {
      return publicHalf(rsa);
    }
    throw new SigningKeyException(
        "the PEM lacks the public key; add it: openssl pkey -in FILE -pubout >> FILE");
  }

  private static @Nullable PublicKey publicHalf(RSAPrivateCrtKey rsa) {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      return null; // broken
    }
  }
}
