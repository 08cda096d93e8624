package org.nexusauth.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Canonical base64url without padding (RFC 4648 §5, RFC 7515 §2): one text for one sequence of
 * bytes, so that no other text of a key verifies.
 */
public final class Base64Url {
  private static final byte DOT = 64;
  private static final int BLOCK = 8;

  /** Each Latin-1 character's value; 64 for the dot between parts, negative for all others. */
  private static final byte[] VALUES = buildValues();

  private Base64Url() {}

  private static byte[] buildValues() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    values['.'] = DOT;
    return values;
  }

  /**
   * Returns the index of the first byte that is neither a digit nor a dot; the length when there is
   * none. A block is checked without a branch for each byte, so that floods of malformed keys stay
   * cheap.
   */
  public static int firstOther(byte[] latin1) {
    int start = 0;
    while (start + BLOCK <= latin1.length && isClean(latin1, start)) {
      start += BLOCK;
    }
    while (start < latin1.length && VALUES[latin1[start] & 0xFF] >= 0) {
      start++;
    }
    return start;
  }

  private static boolean isClean(byte[] latin1, int start) {
    int all = 0;
    for (int i = start; i < start + BLOCK; i++) {
      all |= VALUES[latin1[i] & 0xFF];
    }
    return all >= 0;
  }

  /** Returns whether a text of this length and last digit leaves no bits over. */
  public static boolean isCanonicalEnd(int length, byte last) {
    return switch (length % 4) {
      case 0 -> true;
      case 2 -> (VALUES[last] & 0b1111) == 0;
      case 3 -> (VALUES[last] & 0b11) == 0;
      default -> false;
    };
  }

  /** Decodes a part that was found canonical. */
  public static byte[] decode(byte[] ascii, int from, int to) {
    return Base64.getUrlDecoder().decode(ByteBuffer.wrap(ascii, from, to - from)).array();
  }
}
