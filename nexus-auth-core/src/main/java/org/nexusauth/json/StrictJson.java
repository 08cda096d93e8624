package org.nexusauth.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Parses one JSON object or array by RFC 8259, and stricter: well-formed UTF-8 without a byte order
 * mark, no duplicate names (RFC 7515 §4, RFC 7519 §4), no lone surrogates, nothing behind it,
 * bounded depth, members and numbers.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_VALUES = 512;
  private static final int MAX_VALUES_OF_KEYS = 65_536;
  private static final int MAX_DIGITS = 128;
  private static final int LONG_DIGITS = 18;
  private static final int MAX_SCALE = 400;
  private static final int MAX_LENGTH = 65_536;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .maxNameLength(MAX_LENGTH)
                  .maxStringLength(MAX_LENGTH)
                  .build())
          .build();

  private final JsonParser parser;
  private final int maxValues;
  private int values;

  private StrictJson(JsonParser parser, int maxValues) {
    this.parser = parser;
    this.maxValues = maxValues;
  }

  /** The bytes are not what was expected; the message says why and holds nothing of them. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String problem) {
      super(problem, null, false, false);
    }
  }

  /**
   * Returns the members of the one object that the bytes hold, in their order.
   *
   * @return values as {@link VerifiedApiKey#claims()} says; unmodifiable throughout
   * @throws MalformedException when the bytes are anything else
   */
  public static Map<String, Object> readObject(byte[] utf8) throws MalformedException {
    return readObject(utf8, MAX_VALUES);
  }

  /** Parses a JWK set, which comes from an operator and may be larger than a token. */
  public static Map<String, Object> readKeySet(byte[] utf8) throws MalformedException {
    return readObject(utf8, MAX_VALUES_OF_KEYS);
  }

  /**
   * Returns the elements of the one array that the bytes hold, with as many values as a key set may
   * have.
   *
   * @return values as {@link VerifiedApiKey#claims()} says; unmodifiable throughout
   * @throws MalformedException when the bytes are anything else
   */
  public static List<Object> readArray(byte[] utf8) throws MalformedException {
    return readWhole(
        utf8, MAX_VALUES_OF_KEYS, JsonToken.START_ARRAY, "array", StrictJson::readElements);
  }

  private static Map<String, Object> readObject(byte[] utf8, int maxValues)
      throws MalformedException {
    return readWhole(utf8, maxValues, JsonToken.START_OBJECT, "object", StrictJson::readMembers);
  }

  /** Reads what is inside an object or an array. */
  private interface Content<T> {
    T read(StrictJson json) throws IOException, MalformedException;
  }

  private static <T> T readWhole(
      byte[] utf8, int maxValues, JsonToken start, String name, Content<T> content)
      throws MalformedException {
    char[] text = decodeUtf8(utf8);
    try (JsonParser parser = JSON.createParser(text, 0, text.length)) {
      if (parser.nextToken() != start) {
        throw new MalformedException("is not a JSON " + name);
      }
      T whole = content.read(new StrictJson(parser, maxValues));
      if (parser.nextToken() != null) {
        throw new MalformedException("has something behind its JSON " + name);
      }
      return whole;
    } catch (IOException e) {
      // The parser's message quotes the text, so it goes no further.
      throw new MalformedException("is not well-formed JSON, or is too deep or too long");
    }
  }

  private static char[] decodeUtf8(byte[] utf8) throws MalformedException {
    char[] ascii = new char[utf8.length];
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] < 0) {
        return decodeBeyondAscii(utf8);
      }
      ascii[i] = (char) utf8[i];
    }
    return ascii;
  }

  private static char[] decodeBeyondAscii(byte[] utf8) throws MalformedException {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      if (text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK) {
        throw new MalformedException("starts with a byte order mark");
      }
      char[] chars = new char[text.remaining()];
      text.get(chars);
      return chars;
    } catch (CharacterCodingException e) {
      throw new MalformedException("is not well-formed UTF-8");
    }
  }

  private Map<String, Object> readMembers() throws IOException, MalformedException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = requireNoLoneSurrogates(parser.currentName());
      parser.nextToken();
      if (members.put(name, readValue()) != null) {
        throw new MalformedException("has a member twice");
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private List<Object> readElements() throws IOException, MalformedException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(readValue());
    }
    return Collections.unmodifiableList(elements);
  }

  private Object readValue() throws IOException, MalformedException {
    if (++values > maxValues) {
      throw new MalformedException("has more than " + maxValues + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> readMembers();
      case START_ARRAY -> readElements();
      case VALUE_STRING -> requireNoLoneSurrogates(parser.getText());
      case VALUE_NUMBER_INT -> parseInteger(parser.getText());
      case VALUE_NUMBER_FLOAT -> parseNumber(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw new MalformedException("is not well-formed JSON");
    };
  }

  private static Object parseInteger(String text) throws MalformedException {
    if (text.length() <= LONG_DIGITS) {
      return Long.valueOf(text);
    }
    return parseNumber(text);
  }

  /**
   * Parses a number. Rejected are numbers that are expensive to compute with, and numbers beyond a
   * double, which other parsers reject or read as infinity (RFC 8259 §6).
   */
  private static Object parseNumber(String text) throws MalformedException {
    try {
      if (text.length() <= MAX_DIGITS) {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) <= MAX_SCALE
            && !Double.isInfinite(value.doubleValue())) {
          if (text.length() <= LONG_DIGITS && text.indexOf('.') < 0 && value.scale() == 0) {
            return value.longValueExact();
          }
          return value;
        }
      }
    } catch (NumberFormatException e) {
      // An exponent beyond an int: beyond the limit as well.
    }
    throw new MalformedException("has a number that is too large or has too many digits");
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
