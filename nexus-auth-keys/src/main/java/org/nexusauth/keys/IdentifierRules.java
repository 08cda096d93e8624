package org.nexusauth.keys;

import org.jspecify.annotations.Nullable;

/** What an id, a permission or a name must be to go into a key: short, visible and well-formed. */
final class IdentifierRules {

  static final int MAX_LENGTH = 255;

  private IdentifierRules() {}

  static String require(String what, String text) {
    String wrong = wrong(text);
    if (wrong != null) {
      throw new IllegalArgumentException(what + " " + wrong);
    }
    return text;
  }

  /** A key id that came with a key, not from a caller: a fault of the key. */
  static String keyId(String text) {
    String wrong = wrong(text);
    if (wrong != null) {
      throw new SigningKeyException("the key's \"kid\" " + wrong);
    }
    return text;
  }

  private static @Nullable String wrong(String text) {
    if (text.isBlank()) {
      return "must not be blank";
    }
    if (text.length() > MAX_LENGTH) {
      return "has " + text.length() + " characters, more than " + MAX_LENGTH;
    }
    // A lone surrogate comes out of codePoints() as itself; it has no UTF-8 form.
    if (text.codePoints().anyMatch(IdentifierRules::unfit)) {
      return "must not contain control characters or half a surrogate pair";
    }
    return null;
  }

  private static boolean unfit(int point) {
    return Character.isISOControl(point)
        || Character.getType(point) == Character.SURROGATE
        || Character.getType(point) == Character.LINE_SEPARATOR
        || Character.getType(point) == Character.PARAGRAPH_SEPARATOR;
  }
}
