package org.nexusauth.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import org.nexusauth.json.StrictJson.MalformedException;

/** Parses the numbers of JSON (RFC 8259 §6). */
final class JsonNumbers {
  private static final int MAX_LENGTH = 128;
  private static final int LONG_LENGTH = 18;
  private static final int MAX_SCALE = 400;

  private JsonNumbers() {}

  /** Returns whether a byte may be in a number. */
  static boolean isPartOfNumber(byte character) {
    return isDigit(character)
        || switch (character) {
          case '-', '+', '.', 'e', 'E' -> true;
          default -> false;
        };
  }

  /**
   * Parses a number: a {@link Long} where it has no more than 18 characters and no fraction, else a
   * {@link BigDecimal}.
   *
   * @throws MalformedException for another form, and for a number that is expensive to compute with
   *     or beyond a double, which other parsers reject or read as infinity
   */
  static Object parse(byte[] ascii, int from, int to) throws MalformedException {
    int digits = skipMinus(ascii, from, to);
    int end = requireInteger(ascii, digits, to);
    if (end == to && to - from <= LONG_LENGTH) {
      long value = parseDigits(ascii, digits, end);
      return digits == from ? value : -value;
    }
    end = skipExponent(ascii, skipFraction(ascii, end, to), to);
    if (end != to) {
      throw JsonReader.notWellFormed();
    }
    return parseDecimal(ascii, from, to);
  }

  private static int skipMinus(byte[] ascii, int from, int to) {
    return from < to && ascii[from] == '-' ? from + 1 : from;
  }

  /** Returns the end of an integer, which has no leading zero. */
  private static int requireInteger(byte[] ascii, int from, int to) throws MalformedException {
    int end = requireDigits(ascii, from, to);
    if (ascii[from] == '0' && end > from + 1) {
      throw JsonReader.notWellFormed();
    }
    return end;
  }

  private static int skipFraction(byte[] ascii, int from, int to) throws MalformedException {
    if (from < to && ascii[from] == '.') {
      return requireDigits(ascii, from + 1, to);
    }
    return from;
  }

  private static int skipExponent(byte[] ascii, int from, int to) throws MalformedException {
    if (from == to || (ascii[from] != 'e' && ascii[from] != 'E')) {
      return from;
    }
    int digits = from + 1;
    if (digits < to && (ascii[digits] == '+' || ascii[digits] == '-')) {
      digits++;
    }
    return requireDigits(ascii, digits, to);
  }

  private static int requireDigits(byte[] ascii, int from, int to) throws MalformedException {
    int end = from;
    while (end < to && isDigit(ascii[end])) {
      end++;
    }
    if (end == from) {
      throw JsonReader.notWellFormed();
    }
    return end;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static long parseDigits(byte[] ascii, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + (ascii[i] - '0');
    }
    return value;
  }

  private static Object parseDecimal(byte[] ascii, int from, int to) throws MalformedException {
    if (to - from <= MAX_LENGTH) {
      String text = new String(ascii, from, to - from, ISO_8859_1);
      try {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) <= MAX_SCALE
            && !Double.isInfinite(value.doubleValue())) {
          if (text.length() <= LONG_LENGTH && text.indexOf('.') < 0 && value.scale() == 0) {
            return value.longValueExact();
          }
          return value;
        }
      } catch (NumberFormatException e) {
        // An exponent beyond an int: beyond the limit as well.
      }
    }
    throw new MalformedException("has a number that is too large or has too many digits");
  }
}
