package org.nexusauth.cli.terminal;

/** How many columns of a terminal a text takes: two for wide characters, none for marks. */
final class DisplayWidth {

  private static final String CUT = "…";

  /** First and last code points of the blocks whose characters are wide (UAX #11, W and F). */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x2329, 0x232A},
    {0x23E9, 0x23EC},
    {0x2614, 0x2615},
    {0x2648, 0x2653},
    {0x26AA, 0x26AB},
    {0x26BD, 0x26BE},
    {0x2705, 0x2705},
    {0x270A, 0x270B},
    {0x274C, 0x274C},
    {0x2753, 0x2757},
    {0x2795, 0x2797},
    {0x2B1B, 0x2B1C},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF},
    {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x16FE0, 0x18CFF},
    {0x1AFF0, 0x1B2FF},
    {0x1F18E, 0x1F19A},
    {0x1F200, 0x1F320},
    {0x1F32D, 0x1F37C},
    {0x1F37E, 0x1F3CA},
    {0x1F3E0, 0x1F43E},
    {0x1F440, 0x1F4FC},
    {0x1F4FF, 0x1F53D},
    {0x1F550, 0x1F567},
    {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5},
    {0x1F6D0, 0x1F6DF},
    {0x1F6EB, 0x1F6FC},
    {0x1F7E0, 0x1F7EB},
    {0x1F90C, 0x1FAFF},
    {0x20000, 0x3FFFD}
  };

  private DisplayWidth() {}

  /** Returns how many columns a text takes. */
  static int widthOf(String text) {
    return text.codePoints().map(DisplayWidth::widthOf).sum();
  }

  private static int widthOf(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (point >= range[0] && point <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** Returns a text that takes at most so many columns, with an ellipsis where it was cut. */
  static String cutTo(String text, int columns) {
    if (widthOf(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = columns - 1;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      left -= widthOf(point);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(point);
      at += Character.charCount(point);
    }
    return kept + CUT;
  }

  /** Returns a text with spaces after it, so that it takes at least so many columns. */
  static String padTo(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - widthOf(text)));
  }
}
