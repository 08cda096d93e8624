package org.nexusauth.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes key pairs and secrets from the platform's secure random source. */
final class KeyMaker {

  /** NIST SP 800-57: good until 2030; verifying costs a quarter of what 4,096 bits cost. */
  static final int RSA_BITS = 2048;

  /** What every provider makes. Longer ones take minutes to make and longer headers to send. */
  private static final Set<Integer> RSA_SIZES = Set.of(RSA_BITS, 3072, 4096);

  private KeyMaker() {}

  static KeyPair rsa(SigningAlgorithm algorithm, int bits) {
    if (algorithm.family() != SigningAlgorithm.Family.RSA) {
      throw new IllegalArgumentException(
          "a key for " + algorithm.headerName() + " has one size; only RSA keys have a choice");
    }
    if (!RSA_SIZES.contains(bits)) {
      throw new IllegalArgumentException(
          "an RSA key cannot have " + bits + " bits; choose 2048, 3072 or 4096");
    }
    return pair(algorithm, bits);
  }

  static KeyPair pair(SigningAlgorithm algorithm) {
    return pair(algorithm, RSA_BITS);
  }

  private static KeyPair pair(SigningAlgorithm algorithm, int rsaBits) {
    try {
      return generator(algorithm, rsaBits).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new SigningKeyException(
          "the Java runtime makes no keys for "
              + algorithm.headerName()
              + "; RS256 works on every one");
    }
  }

  /** As long as the hash, which is what RFC 7518 §3.2 asks for and more would not help. */
  static SecretKey secret(SigningAlgorithm algorithm) {
    byte[] secret = new byte[algorithm.bits() / 8];
    new SecureRandom().nextBytes(secret);
    return new SecretKeySpec(secret, "HMAC");
  }

  private static KeyPairGenerator generator(SigningAlgorithm algorithm, int rsaBits)
      throws GeneralSecurityException {
    switch (algorithm.family()) {
      case RSA -> {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(rsaBits);
        return rsa;
      }
      case EC -> {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp" + algorithm.bits() + "r1"));
        return ec;
      }
      case OKP -> {
        return KeyPairGenerator.getInstance("Ed25519");
      }
      case OCT -> throw new IllegalArgumentException("a secret has no key pair");
    }
    throw new AssertionError(algorithm);
  }
}
