package org.nexusauth.verify;

import java.util.Arrays;
import java.util.Base64;

/**
 * Canonical base64url without padding (RFC 4648 §5, RFC 7515 §2): one text for one sequence of
 * bytes, so that no other text of a key verifies.
 */
final class Base64Url {
  private static final byte[] VALUES = values();

  private Base64Url() {}

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  static boolean isDigit(char c) {
    return c < 128 && VALUES[c] >= 0;
  }

  /** Returns whether a text of this length and last digit leaves no bits over. */
  static boolean isCanonicalEnd(int length, char last) {
    return switch (length % 4) {
      case 0 -> true;
      case 2 -> (VALUES[last] & 0b1111) == 0;
      case 3 -> (VALUES[last] & 0b11) == 0;
      default -> false;
    };
  }

  /** Decodes a part that was found canonical. */
  static byte[] decode(byte[] ascii) {
    return Base64.getUrlDecoder().decode(ascii);
  }
}
