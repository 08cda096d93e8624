package org.nexusauth.internal;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Escapes texts for one line of a log. */
public final class LogSanitizer {
  private static final int MAX_LENGTH = 200;
  private static final String NONE = "-";

  /** Visible ASCII but for what ends, quotes or names a value. */
  private static final Pattern WORD = Pattern.compile("[!#-+\\-.-<>-\\[\\]-~&&[^';]]+");

  private LogSanitizer() {}

  /**
   * Returns all of the text with controls, line breaks and invisible characters escaped: for texts
   * of our own.
   */
  public static String escape(String text) {
    StringBuilder line = new StringBuilder();
    text.chars().forEach(c -> appendEscaped(line, c));
    return line.toString();
  }

  /**
   * Returns the text with controls, line breaks and invisible characters escaped, cut after 200
   * characters.
   */
  public static String sanitize(String text) {
    StringBuilder line = new StringBuilder();
    text.chars().limit(MAX_LENGTH).forEach(c -> appendEscaped(line, c));
    if (text.length() > MAX_LENGTH) {
      line.append("… (").append(text.length()).append(')');
    }
    return line.toString();
  }

  /**
   * Returns a text as a value among {@code name=value} fields, so that no text can pass for another
   * field: a plain word as it is, everything else in quotes with quotes, backslashes, controls and
   * line breaks escaped, cut after 200 characters; {@code -} for null.
   */
  public static String fieldValue(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    if (text.length() <= MAX_LENGTH && !text.equals(NONE) && WORD.matcher(text).matches()) {
      return text;
    }
    return '"' + sanitize(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  private static void appendEscaped(StringBuilder line, int c) {
    if (InvisibleCharacters.isInvisible(c)) {
      line.append(String.format(Locale.ROOT, "\\u%04x", c));
    } else {
      line.append((char) c);
    }
  }
}
