package org.nexusauth.management.use;

import org.jspecify.annotations.Nullable;

/** Makes the version that a client says of itself fit to be kept and shown. */
final class ClientVersionText {
  private static final int MAX_LENGTH = 128;

  private ClientVersionText() {}

  /** Returns at most 128 printable characters of a text; null if none are left. */
  static @Nullable String sanitize(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .filter(ClientVersionText::isPrintable)
        .takeWhile(c -> printable.length() + Character.charCount(c) <= MAX_LENGTH)
        .forEachOrdered(printable::appendCodePoint);
    String sanitized = printable.toString().strip();
    return sanitized.isEmpty() ? null : sanitized;
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
