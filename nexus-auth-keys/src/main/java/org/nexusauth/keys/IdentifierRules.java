package org.nexusauth.keys;

import org.jspecify.annotations.Nullable;

/** What an id, a permission or a name must be to go into a key: short, visible and well-formed. */
final class IdentifierRules {

  static final int MAX_LENGTH = 255;

  private IdentifierRules() {}

  static String require(String what, String text) {
    String fault = findFault(text);
    if (fault != null) {
      throw new IllegalArgumentException(what + " " + fault);
    }
    return text;
  }

  /** A key id that came with a key, not from a caller: a fault of the key. */
  static String requireKeyIdOfKey(String text) {
    String fault = findFault(text);
    if (fault != null) {
      throw new SigningKeyException("the key's \"kid\" " + fault);
    }
    return text;
  }

  private static @Nullable String findFault(String text) {
    if (text.isBlank()) {
      return "must not be blank";
    }
    if (text.length() > MAX_LENGTH) {
      return "has " + text.length() + " characters, more than " + MAX_LENGTH;
    }
    // A lone surrogate comes out of codePoints() as itself; it has no UTF-8 form.
    if (text.codePoints().anyMatch(IdentifierRules::isForbidden)) {
      return "must not contain control characters or half a surrogate pair";
    }
    return null;
  }

  private static boolean isForbidden(int point) {
    return Character.isISOControl(point)
        || Character.getType(point) == Character.SURROGATE
        || Character.getType(point) == Character.LINE_SEPARATOR
        || Character.getType(point) == Character.PARAGRAPH_SEPARATOR;
  }
}
