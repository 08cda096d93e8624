package org.nexusauth.internal;

import org.jspecify.annotations.Nullable;

/** Makes what a client says of itself, its version above all, fit to be kept and shown. */
public final class ClientVersionText {
  private static final int MAX_LENGTH = 128;

  private ClientVersionText() {}

  /** Returns at most 128 printable characters of a text; null if none are left. */
  public static @Nullable String sanitize(@Nullable String text) {
    return sanitize(text, MAX_LENGTH);
  }

  /** Returns at most so many printable characters of a text; null if none are left. */
  public static @Nullable String sanitize(@Nullable String text, int maxLength) {
    if (text == null) {
      return null;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .filter(ClientVersionText::isPrintable)
        .takeWhile(c -> printable.length() + Character.charCount(c) <= maxLength)
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
