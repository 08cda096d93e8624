package org.nexusauth.cli;

/** Text from elsewhere made safe for a terminal: nothing in it moves the cursor or hides. */
final class Printable {

  private Printable() {}

  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    if (!hidden(point)) {
      safe.appendCodePoint(point);
    } else if (Character.isBmpCodePoint(point)) {
      safe.append("\\u%04x".formatted(point));
    } else {
      safe.append(
          "\\u%04x\\u%04x"
              .formatted(
                  (int) Character.highSurrogate(point), (int) Character.lowSurrogate(point)));
    }
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> false;
    };
  }
}
