package org.nexusauth.console.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what means something to HTML, and characters that change how a terminal or an editor
 * shows a text: controls, and marks of direction and of invisible width.
 */
final class SafeEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final String HTML = "<>&'";

  private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

  SafeEscapes() {
    HTML.chars().forEach(character -> ascii[character] = ESCAPE_STANDARD);
    ascii[0x7f] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    if (character < 0x80 || !isDeceptive(character)) {
      return null;
    }
    return new SerializedString(String.format(Locale.ROOT, "\\u%04x", character));
  }

  private static boolean isDeceptive(int character) {
    int type = Character.getType(character);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
