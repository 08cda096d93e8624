package org.nexusauth.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.json.StrictJson.MalformedException;

/**
 * Reads the values of one JSON text (RFC 8259) from its UTF-8 bytes, from left to right and each
 * byte once. Not thread-safe.
 */
final class JsonReader {
  private static final int MAX_DEPTH = 20;
  private static final int END = -1;

  private final byte[] utf8;
  private final int maxValues;
  private int position;
  private int values;
  private int depth;

  JsonReader(byte[] utf8, int maxValues) {
    this.utf8 = utf8;
    this.maxValues = maxValues;
  }

  /** Skips whitespace and returns whether this byte follows, which is then read. */
  boolean readIf(char expected) {
    if (peek() == expected) {
      position++;
      return true;
    }
    return false;
  }

  /** Skips whitespace and returns whether the text ends there. */
  boolean isAtEnd() {
    peek();
    return position == utf8.length;
  }

  /** Reads what follows the brace of an object; the order is kept. */
  Map<String, Object> readMembers() throws MalformedException {
    enter();
    Map<String, Object> members = new LinkedHashMap<>();
    if (!readIf('}')) {
      do {
        require('"');
        String name = readName();
        require(':');
        if (members.put(name, readValue()) != null) {
          throw new MalformedException("has a member twice");
        }
      } while (hasNext('}'));
    }
    depth--;
    return Collections.unmodifiableMap(members);
  }

  /** Reads what follows the bracket of an array. */
  List<Object> readElements() throws MalformedException {
    enter();
    List<Object> elements = new ArrayList<>();
    if (!readIf(']')) {
      do {
        elements.add(readValue());
      } while (hasNext(']'));
    }
    depth--;
    return Collections.unmodifiableList(elements);
  }

  private void enter() throws MalformedException {
    if (++depth > MAX_DEPTH) {
      throw new MalformedException("has more than " + MAX_DEPTH + " levels");
    }
  }

  private boolean hasNext(char close) throws MalformedException {
    if (readIf(',')) {
      return true;
    }
    require(close);
    return false;
  }

  private Object readValue() throws MalformedException {
    if (++values > maxValues) {
      throw new MalformedException("has more than " + maxValues + " values");
    }
    int first = peek();
    position++;
    return switch (first) {
      case '"' -> readString();
      case '{' -> readMembers();
      case '[' -> readElements();
      case 't' -> readLiteral("true", true);
      case 'f' -> readLiteral("false", false);
      case 'n' -> readLiteral("null", JsonNull.NULL);
      default -> readNumber(position - 1);
    };
  }

  /** Skips whitespace and returns the byte that follows, which is not read. */
  private int peek() {
    while (position < utf8.length) {
      byte next = utf8[position];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
      position++;
    }
    return END;
  }

  private void require(char expected) throws MalformedException {
    if (!readIf(expected)) {
      throw notWellFormed();
    }
  }

  private Object readLiteral(String literal, Object value) throws MalformedException {
    int start = position - 1;
    int end = start + literal.length();
    if (end > utf8.length || !new String(utf8, start, end - start, ISO_8859_1).equals(literal)) {
      throw notWellFormed();
    }
    position = end;
    return value;
  }

  private Object readNumber(int start) throws MalformedException {
    int end = start;
    while (end < utf8.length && JsonNumbers.isPartOfNumber(utf8[end])) {
      end++;
    }
    position = end;
    return JsonNumbers.parse(utf8, start, end);
  }

  /** Reads what follows the quotation mark of a member's name. */
  private String readName() throws MalformedException {
    int start = position;
    if (skipPlainString()) {
      return KnownNames.nameOf(utf8, start, position - 1);
    }
    return decodeString(start);
  }

  /** Reads what follows the quotation mark of a string. */
  private String readString() throws MalformedException {
    int start = position;
    if (skipPlainString()) {
      return new String(utf8, start, position - 1 - start, ISO_8859_1);
    }
    return decodeString(start);
  }

  /**
   * Skips ASCII characters that stand for themselves; returns whether the closing quotation mark
   * followed, which is then read.
   */
  private boolean skipPlainString() {
    int end = position;
    while (end < utf8.length && isPlain(utf8[end])) {
      end++;
    }
    position = end;
    return readClosingQuote();
  }

  private boolean readClosingQuote() {
    if (position < utf8.length && utf8[position] == '"') {
      position++;
      return true;
    }
    return false;
  }

  private String decodeString(int start) throws MalformedException {
    int end = findEnd(position);
    position = end + 1;
    return JsonStrings.decode(utf8, start, end);
  }

  /** Returns whether a byte of a string is an ASCII character that stands for itself. */
  private static boolean isPlain(byte character) {
    return character >= ' ' && character != '"' && character != '\\';
  }

  private int findEnd(int from) throws MalformedException {
    int end = from;
    while (end < utf8.length && utf8[end] != '"') {
      if (utf8[end] >= 0 && utf8[end] < ' ') {
        throw notWellFormed();
      }
      end += utf8[end] == '\\' ? 2 : 1;
    }
    if (end >= utf8.length) {
      throw notWellFormed();
    }
    return end;
  }

  static MalformedException notWellFormed() {
    return new MalformedException("is not well-formed JSON");
  }
}
