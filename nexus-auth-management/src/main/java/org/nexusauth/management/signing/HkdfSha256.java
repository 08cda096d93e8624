package org.nexusauth.management.signing;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
final class HkdfSha256 {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_LENGTH = 32;
  private static final int MAX_BLOCKS = 255;

  private HkdfSha256() {}

  /**
   * Returns a key derived from a secret.
   *
   * @param salt may be empty: then it is as long as a hash, and zero (RFC 5869 §2.2)
   * @param info what the key is for
   * @param length of the key in bytes, at most 255 hashes
   */
  static byte[] deriveKey(byte[] secret, byte[] salt, byte[] info, int length) {
    if (length < 1 || length > MAX_BLOCKS * HASH_LENGTH) {
      throw new IllegalArgumentException("HKDF makes no key of " + length + " bytes");
    }
    byte[] pseudoRandomKey = hmac(salt.length == 0 ? new byte[HASH_LENGTH] : salt).doFinal(secret);
    return expandKey(pseudoRandomKey, info, length);
  }

  private static byte[] expandKey(byte[] pseudoRandomKey, byte[] info, int length) {
    Mac mac = hmac(pseudoRandomKey);
    byte[] output = new byte[length];
    byte[] block = {};
    for (int at = 0, number = 1; at < length; at += HASH_LENGTH, number++) {
      mac.update(block);
      mac.update(info);
      mac.update((byte) number);
      block = mac.doFinal();
      System.arraycopy(block, 0, output, at, Math.min(HASH_LENGTH, length - at));
    }
    Arrays.fill(pseudoRandomKey, (byte) 0);
    return output;
  }

  private static Mac hmac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
