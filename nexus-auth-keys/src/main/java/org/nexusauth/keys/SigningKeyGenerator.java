package org.nexusauth.keys;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.nexusauth.internal.StandardKeyFactory;
import org.nexusauth.internal.StandardKeyFactory.Kind;

/** Generates key pairs and secrets from the platform's secure random source. */
final class SigningKeyGenerator {

  /** NIST SP 800-57: sufficient until 2030; verifying costs a quarter of what 4,096 bits cost. */
  static final int RSA_BITS = 2048;

  /** The sizes that every provider supports. Longer ones take minutes and make headers longer. */
  private static final Set<Integer> RSA_SIZES = Set.of(RSA_BITS, 3072, 4096);

  private SigningKeyGenerator() {}

  static KeyPair generateRsaPair(SigningAlgorithm algorithm, int bits) {
    if (algorithm.family() != SigningAlgorithm.Family.RSA) {
      throw new IllegalArgumentException(
          "a key for " + algorithm.headerName() + " has one size; only RSA keys have a choice");
    }
    if (!RSA_SIZES.contains(bits)) {
      throw new IllegalArgumentException(
          "an RSA key cannot have " + bits + " bits; choose 2048, 3072 or 4096");
    }
    return generatePair(algorithm, bits);
  }

  static KeyPair generatePair(SigningAlgorithm algorithm) {
    return generatePair(algorithm, RSA_BITS);
  }

  private static KeyPair generatePair(SigningAlgorithm algorithm, int rsaBits) {
    KeyPair pair =
        switch (algorithm.family()) {
          case RSA ->
              StandardKeyFactory.generateKeyPair(
                  Kind.RSA, "RSA", new RSAKeyGenParameterSpec(rsaBits, RSAKeyGenParameterSpec.F4));
          case EC ->
              StandardKeyFactory.generateKeyPair(
                  Kind.EC, "EC", new ECGenParameterSpec("secp" + algorithm.bits() + "r1"));
          case OKP -> StandardKeyFactory.generateKeyPair(Kind.EDWARDS, "Ed25519", null);
          case OCT -> throw new IllegalArgumentException("a secret has no key pair");
        };
    if (pair == null) {
      throw new SigningKeyException(
          "the Java runtime makes no keys for "
              + algorithm.headerName()
              + "; RS256 works on every one");
    }
    return pair;
  }

  /** As long as the hash: RFC 7518 §3.2 requires that, and a longer secret is no stronger. */
  static SecretKey generateSecret(SigningAlgorithm algorithm) {
    byte[] secret = new byte[algorithm.bits() / 8];
    new SecureRandom().nextBytes(secret);
    return new SecretKeySpec(secret, "HMAC");
  }
}
