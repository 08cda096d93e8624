package org.nexusauth.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;

/** Refuses signing keys that are weak, or whose halves do not belong together. */
final class SigningKeyCheck {

  private static final int MIN_RSA_BITS = 2048;

  /** Random secrets of 32 bytes have fewer with a chance below 2^-100; "aaaa…" has one. */
  private static final int MIN_DISTINCT_BYTES = 8;

  private SigningKeyCheck() {}

  static void pair(SigningKey key, KeyPair pair) {
    if (pair.getPublic() instanceof RSAPublicKey rsa) {
      rsa(rsa);
    }
    // A point off the curve or another pair's half shows here, in a way that needs no case of its
    // own for each kind of key.
    byte[] probe = key.keyId().getBytes(StandardCharsets.UTF_8);
    if (!key.verifies(probe, key.sign(probe))) {
      throw new SigningKeyException(
          "the private and the public part of the signing key do not belong together; make a new"
              + " key with keygen");
    }
  }

  static void secret(SigningAlgorithm algorithm, byte[] secret) {
    int least = algorithm.bits() / 8;
    if (secret.length < least) {
      throw new SigningKeyException(
          "a secret for "
              + algorithm.headerName()
              + " needs at least "
              + least
              + " bytes, this one has "
              + secret.length
              + "; make a new one with keygen");
    }
    if (distinct(secret) < MIN_DISTINCT_BYTES) {
      throw new SigningKeyException(
          "the secret repeats a few bytes, so it can be guessed; make a new one with keygen");
    }
  }

  private static void rsa(RSAPublicKey rsa) {
    int bits = rsa.getModulus().bitLength();
    if (bits < MIN_RSA_BITS) {
      throw new SigningKeyException(
          "an RSA key needs at least "
              + MIN_RSA_BITS
              + " bits, this one has "
              + bits
              + "; make a new one with keygen");
    }
    BigInteger exponent = rsa.getPublicExponent();
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0 || !exponent.testBit(0)) {
      throw new SigningKeyException(
          "the RSA key's public exponent proves nothing (it must be odd and at least 3); make a"
              + " new key with keygen");
    }
  }

  private static int distinct(byte[] bytes) {
    boolean[] seen = new boolean[256];
    int count = 0;
    for (byte b : bytes) {
      if (!seen[b & 0xff]) {
        seen[b & 0xff] = true;
        count++;
      }
    }
    return count;
  }
}
