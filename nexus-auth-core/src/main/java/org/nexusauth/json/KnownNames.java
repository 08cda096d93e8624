package org.nexusauth.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The names of members that nearly every key has. A name that is known is the same {@code String}
 * each time, so it is neither created nor hashed again. The names are fixed: what clients send adds
 * none.
 */
final class KnownNames {
  private static final int SLOTS = 64;
  private static final String[] NAMES = new String[SLOTS];
  private static final byte[][] TEXTS = new byte[SLOTS][];

  static {
    Arrays.fill(NAMES, "");
    Arrays.fill(TEXTS, new byte[0]);
    for (String name :
        new String[] {
          "alg",
          "kid",
          "typ",
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "plan",
          "integrationId",
          "organizationId",
          "agentId",
          "permissions"
        }) {
      byte[] text = name.getBytes(ISO_8859_1);
      int slot = slotOf(text, 0, text.length);
      NAMES[slot] = name;
      TEXTS[slot] = text;
    }
  }

  private KnownNames() {}

  /** Returns the name that the bytes hold, which are ASCII. */
  static String nameOf(byte[] ascii, int from, int to) {
    if (from < to) {
      int slot = slotOf(ascii, from, to);
      byte[] known = TEXTS[slot];
      if (Arrays.equals(ascii, from, to, known, 0, known.length)) {
        return NAMES[slot];
      }
    }
    return new String(ascii, from, to - from, ISO_8859_1);
  }

  /** Two names with one slot would be correct, but only one of them known. */
  private static int slotOf(byte[] text, int from, int to) {
    int middle = text[from + (to - from) / 2];
    return (31 * (text[from] + 7 * middle) + text[to - 1]) & (SLOTS - 1);
  }
}
