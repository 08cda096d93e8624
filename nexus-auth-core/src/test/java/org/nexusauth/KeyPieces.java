package org.nexusauth;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Finds pieces of keys, which must not appear in a log: any 16 characters in a row, of header,
 * payload or signature. Nothing is left out for being shared by many keys: the base64url of a
 * header says nothing to a reader of logs, so it has no business there either.
 */
public final class KeyPieces {
  private static final int LENGTH = 16;
  private static final long BASE = 0x9E37_79B9_7F4A_7C15L;
  private static final long BASE_TO_LENGTH = power();

  private final Set<Long> pieces = new HashSet<>();

  private KeyPieces() {}

  /** Returns the pieces of a few keys, to look for in many texts. */
  public static KeyPieces of(Collection<String> keys) {
    KeyPieces all = new KeyPieces();
    keys.forEach(key -> slices(key, all.pieces::add));
    return all;
  }

  public boolean occurIn(String text) {
    boolean[] found = new boolean[1];
    slices(text, slice -> found[0] |= pieces.contains(slice));
    return found[0];
  }

  /**
   * Returns the texts that hold a piece of one of many keys. The texts are indexed, not the keys:
   * few lines have 16 characters in a row that could be of a key, but a key has hundreds of pieces.
   */
  static Set<String> holders(Collection<String> texts, Collection<String> keys) {
    Map<Long, String> byText = new HashMap<>();
    texts.forEach(text -> slices(text, slice -> byText.putIfAbsent(slice, text)));
    Set<String> holders = new LinkedHashSet<>();
    LongConsumer look =
        slice -> {
          String text = byText.get(slice);
          if (text != null) {
            holders.add(text);
          }
        };
    if (!byText.isEmpty()) {
      keys.forEach(key -> slices(key, look));
    }
    return holders;
  }

  /** Hashes every 16 characters in a row that could be of a key, each from the one before. */
  private static void slices(String text, LongConsumer each) {
    long hash = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isOfKey(c)) {
        hash = 0;
        run = 0;
        continue;
      }
      hash = hash * BASE + c;
      run++;
      if (run > LENGTH) {
        hash -= text.charAt(i - LENGTH) * BASE_TO_LENGTH;
      }
      if (run >= LENGTH) {
        each.accept(hash);
      }
    }
  }

  private static boolean isOfKey(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static long power() {
    long power = 1;
    for (int i = 0; i < LENGTH; i++) {
      power *= BASE;
    }
    return power;
  }
}
