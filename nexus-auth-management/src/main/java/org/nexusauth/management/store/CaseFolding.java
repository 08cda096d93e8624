package org.nexusauth.management.store;

import java.util.Comparator;
import java.util.Locale;

/**
 * How names are compared and searched, in every store the same: folded by Java, not by the engine's
 * collation, and then ordered by code point. A store keeps the folded texts beside the originals.
 */
public final class CaseFolding {
  /** Orders texts by their code points, as UTF-8 bytes are ordered. */
  public static final Comparator<String> BY_CODE_POINT = CaseFolding::compareCodePoints;

  private CaseFolding() {}

  /** Returns a text without its case. */
  public static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Returns whether a text contains another one, ignoring case. */
  public static boolean containsFolded(String text, String part) {
    return fold(text).contains(fold(part));
  }

  private static int compareCodePoints(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int at = 0; at < length; at++) {
      if (one.charAt(at) != other.charAt(at)) {
        return Integer.compare(orderOf(one.charAt(at)), orderOf(other.charAt(at)));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Surrogates stand for code points above all others. */
  private static int orderOf(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
