package org.nexusauth.json;

import java.util.Arrays;

/**
 * Canonical base64url without padding (RFC 4648 §5, RFC 7515 §2): one text for one sequence of
 * bytes, so that no other text of a key verifies.
 */
public final class Base64Url {
  private static final byte DOT = 64;
  private static final int BLOCK = 128;

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
    while (start < latin1.length) {
      int end = Math.min(start + BLOCK, latin1.length);
      if (!isClean(latin1, start, end)) {
        break;
      }
      start = end;
    }
    while (start < latin1.length && VALUES[latin1[start] & 0xFF] >= 0) {
      start++;
    }
    return start;
  }

  private static boolean isClean(byte[] latin1, int start, int end) {
    int all = 0;
    for (int i = start; i < end; i++) {
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

  /**
   * Decodes a part that was found canonical.
   *
   * <p>{@link java.util.Base64} is not used: where it has 512-bit instructions, they slow down the
   * cryptography that follows by more than the decoding takes here.
   */
  public static byte[] decode(byte[] ascii, int from, int to) {
    byte[] bytes = new byte[(to - from) * 3 / 4];
    int blocks = (to - from) / 4;
    for (int i = 0; i < blocks; i++) {
      int next = from + 4 * i;
      int bits =
          value(ascii, next) << 18
              | value(ascii, next + 1) << 12
              | value(ascii, next + 2) << 6
              | value(ascii, next + 3);
      bytes[3 * i] = (byte) (bits >> 16);
      bytes[3 * i + 1] = (byte) (bits >> 8);
      bytes[3 * i + 2] = (byte) bits;
    }
    if (from + 4 * blocks < to) {
      decodeRest(ascii, from + 4 * blocks, to, bytes);
    }
    return bytes;
  }

  /** Decodes the last two or three digits to the last one or two bytes. */
  private static void decodeRest(byte[] ascii, int from, int to, byte[] bytes) {
    int bits = value(ascii, from) << 10 | value(ascii, from + 1) << 4;
    if (to - from == 2) {
      bytes[bytes.length - 1] = (byte) (bits >> 8);
      return;
    }
    bits |= value(ascii, from + 2) >> 2;
    bytes[bytes.length - 2] = (byte) (bits >> 8);
    bytes[bytes.length - 1] = (byte) bits;
  }

  private static int value(byte[] ascii, int index) {
    return VALUES[ascii[index] & 0xFF];
  }
}
