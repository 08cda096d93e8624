package org.nexusauth.cli.terminal;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.nexusauth.internal.InvisibleCharacters;

/** Text from elsewhere made safe for a terminal: nothing in it moves the cursor or hides. */
public final class TerminalText {

  private TerminalText() {}

  /** Escapes what cannot be seen, or changes how the rest is seen. */
  public static String escapeHidden(String text) {
    return escapeIf(text, TerminalText::isHidden);
  }

  /** Escapes all that is not printable ASCII. */
  public static String escapeNonAscii(String text) {
    return escapeIf(text, point -> point < ' ' || point > '~');
  }

  private static String escapeIf(String text, IntPredicate unsafe) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (unsafe.test(point)) {
                for (char unit : Character.toChars(point)) {
                  safe.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.PRIVATE_USE, Character.UNASSIGNED -> true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> InvisibleCharacters.isInvisible(point);
    };
  }
}
