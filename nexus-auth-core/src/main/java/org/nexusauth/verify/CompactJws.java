package org.nexusauth.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.Base64Url;

/** The three parts of a compact JWS (RFC 7515 §7.1) whose text is canonical base64url. */
final class CompactJws {
  private final byte[] text;
  private final int firstDot;
  private final int secondDot;

  private CompactJws(byte[] text, int firstDot, int secondDot) {
    this.text = text;
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
    // What is not in Latin-1 becomes a question mark, which is no digit either.
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    int other = Base64Url.firstOther(latin1);
    if (other < latin1.length) {
      return notADigit(other + 1, text.length(), text.charAt(other));
    }
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      String parts = first < 0 ? "one part" : "two parts";
      return wrong(() -> parts + " instead of three");
    }
    return text.indexOf('.', second + 1) < 0
        ? new CompactJws(latin1, first, second).parts()
        : wrong(() -> "more than three parts; an encrypted JWT has five");
  }

  private Lexed parts() {
    String problem = part(0, firstDot, "header");
    if (problem.isEmpty()) {
      problem = part(firstDot + 1, secondDot, "payload");
    }
    if (problem.isEmpty()) {
      problem = part(secondDot + 1, text.length, "signature");
    }
    String found = problem;
    return found.isEmpty() ? new Lexed(this, () -> "") : wrong(() -> found);
  }

  private String part(int from, int to, String name) {
    if (from == to) {
      return "the " + name + " is empty";
    }
    return Base64Url.isCanonicalEnd(to - from, text[to - 1])
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

  /** Returns the header as it is written, to be known again by. */
  byte[] headerText() {
    return Arrays.copyOf(text, firstDot);
  }

  boolean hasHeaderText(byte[] other) {
    return Arrays.equals(text, 0, firstDot, other, 0, other.length);
  }

  byte[] header() {
    return Base64Url.decode(text, 0, firstDot);
  }

  byte[] payload() {
    return Base64Url.decode(text, firstDot + 1, secondDot);
  }

  byte[] signature() {
    return Base64Url.decode(text, secondDot + 1, text.length);
  }

  /**
   * Returns the bytes that are signed: the first two parts with the dot between (RFC 7515 §5.2).
   */
  byte[] signingInput() {
    return Arrays.copyOf(text, secondDot);
  }
}
