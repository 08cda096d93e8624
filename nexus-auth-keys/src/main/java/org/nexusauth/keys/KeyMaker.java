package org.nexusauth.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes key pairs and secrets from the platform's secure random source. */
final class KeyMaker {

  /** NIST SP 800-57: good until 2030; verifying costs a quarter of what 4,096 bits cost. */
  private static final int RSA_BITS = 2048;

  private KeyMaker() {}

  static KeyPair pair(SigningAlgorithm algorithm) {
    try {
      return generator(algorithm).generateKeyPair();
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

  private static KeyPairGenerator generator(SigningAlgorithm algorithm)
      throws GeneralSecurityException {
    switch (algorithm.family()) {
      case RSA -> {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(RSA_BITS);
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
