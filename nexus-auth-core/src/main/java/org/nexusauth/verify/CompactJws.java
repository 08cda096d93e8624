package org.nexusauth.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The three parts of a compact JWS (RFC 7515 §7.1) whose text is canonical base64url. */
final class CompactJws {
  private final byte[] text;
  private final int firstDot;
  private final int secondDot;

  private CompactJws(String text, int firstDot, int secondDot) {
    this.text = text.getBytes(StandardCharsets.ISO_8859_1);
    this.firstDot = firstDot;
    this.secondDot = secondDot;
  }

  /**
   * What came of reading a text.
   *
   * @param jws the parts, or null when they are not canonical
   * @param words says what is wrong; asked only where somebody reads it, as a stream of garbage
   *     must cost next to nothing
   */
  record Lexed(@Nullable CompactJws jws, Supplier<String> words) {

    /** Returns what is wrong; empty when nothing is. */
    String problem() {
      return words.get();
    }
  }

  static Lexed lex(String text) {
    int first = -1;
    int second = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (second >= 0) {
          return wrong(() -> "more than three parts; an encrypted JWT has five");
        }
        if (first >= 0) {
          second = i;
        } else {
          first = i;
        }
      } else if (!Base64Url.isDigit(c)) {
        return notADigit(i + 1, text.length(), c);
      }
    }
    if (second < 0) {
      String parts = first < 0 ? "one part" : "two parts";
      return wrong(() -> parts + " instead of three");
    }
    return parts(text, first, second);
  }

  private static Lexed parts(String text, int first, int second) {
    String problem = part(text, 0, first, "header");
    if (problem.isEmpty()) {
      problem = part(text, first + 1, second, "payload");
    }
    if (problem.isEmpty()) {
      problem = part(text, second + 1, text.length(), "signature");
    }
    String found = problem;
    return found.isEmpty()
        ? new Lexed(new CompactJws(text, first, second), () -> "")
        : wrong(() -> found);
  }

  private static String part(String text, int from, int to, String name) {
    if (from == to) {
      return "the " + name + " is empty";
    }
    return Base64Url.isCanonicalEnd(to - from, text.charAt(to - 1))
        ? ""
        : "the " + name + " does not end as base64url does: cut off, or changed";
  }

  private static Lexed notADigit(int position, int length, char c) {
    return wrong(
        () ->
            "character "
                + position
                + " of "
                + length
                + ", U+"
                + HexFormat.of().withUpperCase().toHexDigits(c)
                + ", is not base64url");
  }

  private static Lexed wrong(Supplier<String> words) {
    return new Lexed(null, words);
  }

  byte[] header() {
    return Base64Url.decode(Arrays.copyOf(text, firstDot));
  }

  byte[] payload() {
    return Base64Url.decode(Arrays.copyOfRange(text, firstDot + 1, secondDot));
  }

  byte[] signature() {
    return Base64Url.decode(Arrays.copyOfRange(text, secondDot + 1, text.length));
  }

  /**
   * Returns the bytes that are signed: the first two parts with the dot between (RFC 7515 §5.2).
   */
  byte[] signingInput() {
    return Arrays.copyOf(text, secondDot);
  }
}
