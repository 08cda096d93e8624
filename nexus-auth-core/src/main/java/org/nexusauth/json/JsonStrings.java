package org.nexusauth.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.nexusauth.json.StrictJson.MalformedException;

/** Decodes strings of JSON that have escapes or characters beyond ASCII (RFC 8259 §7, §8). */
final class JsonStrings {
  private static final int HEX_DIGITS = 4;

  private JsonStrings() {}

  /**
   * Decodes what is between the quotation marks of a string.
   *
   * @param from the first byte
   * @param to the closing quotation mark; a backslash never stands right before it unescaped
   */
  static String decode(byte[] utf8, int from, int to) throws MalformedException {
    return requireNoLoneSurrogates(unescape(decodeUtf8(utf8, from, to)));
  }

  private static String decodeUtf8(byte[] utf8, int from, int to) throws MalformedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("is not well-formed UTF-8");
    }
  }

  private static String unescape(String raw) throws MalformedException {
    int escape = raw.indexOf('\\');
    if (escape < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    int from = 0;
    while (escape >= 0) {
      text.append(raw, from, escape);
      char kind = raw.charAt(escape + 1);
      from = escape + 2;
      if (kind == 'u') {
        text.append(parseHex(raw, from));
        from += HEX_DIGITS;
      } else {
        text.append(unescape(kind));
      }
      escape = raw.indexOf('\\', from);
    }
    return text.append(raw, from, raw.length()).toString();
  }

  private static char unescape(char kind) throws MalformedException {
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw JsonReader.notWellFormed();
    };
  }

  private static char parseHex(String raw, int from) throws MalformedException {
    int to = from + HEX_DIGITS;
    if (to > raw.length()) {
      throw JsonReader.notWellFormed();
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!HexFormat.isHexDigit(raw.charAt(i))) {
        throw JsonReader.notWellFormed();
      }
      value = 16 * value + HexFormat.fromHexDigit(raw.charAt(i));
    }
    return (char) value;
  }

  /** Rejects escaped lone surrogates: valid JSON, but parsers disagree on them. */
  private static String requireNoLoneSurrogates(String text) throws MalformedException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw new MalformedException("has a lone surrogate");
        }
        i++;
      }
    }
    return text;
  }
}
