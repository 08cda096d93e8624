package org.nexusauth.internal;

/**
 * Characters that are not seen, or that change how others are seen: controls, format characters
 * (bidirectional controls and zero-width ones among them), line and paragraph separators, and the
 * letters, marks and symbols that show nothing. A text of a client that has one looks like another.
 */
public final class InvisibleCharacters {
  private InvisibleCharacters() {}

  /** Returns whether a code point is not seen, or changes how others are seen. */
  public static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isIgnorable(point);
    };
  }

  /** What Unicode says to ignore by default (DerivedCoreProperties), beside format characters. */
  private static boolean isIgnorable(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
      default ->
          isIn(point, 0x180B, 0x180F)
              || isIn(point, 0xFE00, 0xFE0F)
              || isIn(point, 0xFFF0, 0xFFF8)
              || isIn(point, 0xE0000, 0xE0FFF);
    };
  }

  private static boolean isIn(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
