package org.nexusauth.internal;

import java.util.Locale;

/** Makes any text safe and short enough for one line of a log. */
public final class Printable {
  private static final int MOST = 200;

  private Printable() {}

  /** Returns all of the text with controls and line breaks escaped: for texts of our own. */
  public static String whole(String text) {
    StringBuilder line = new StringBuilder();
    text.chars().forEach(c -> append(line, c));
    return line.toString();
  }

  /** Returns the text with controls and line breaks escaped, cut after 200 characters. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.chars().limit(MOST).forEach(c -> append(line, c));
    return text.length() > MOST
        ? line.append("… (").append(text.length()).append(')').toString()
        : line.toString();
  }

  private static void append(StringBuilder line, int c) {
    if (isPlain(c)) {
      line.append((char) c);
    } else {
      line.append(String.format(Locale.ROOT, "\\u%04x", c));
    }
  }

  private static boolean isPlain(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
