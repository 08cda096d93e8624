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
 * Reads one JSON object to the letter of RFC 8259, and stricter: well-formed UTF-8 without a byte
 * order mark, no duplicate names (RFC 7515 §4, RFC 7519 §4), no lone surrogates, nothing behind the
 * object, bounded depth, members and numbers.
 */
public final class StrictJson {
  private static final int MOST_DEPTH = 20;
  private static final int MOST_VALUES = 512;
  private static final int MOST_VALUES_OF_KEYS = 65_536;
  private static final int MOST_DIGITS = 128;
  private static final int LONG_DIGITS = 18;
  private static final int MOST_SCALE = 400;
  private static final int MOST_LENGTH = 65_536;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(MOST_DIGITS)
                  .maxNameLength(MOST_LENGTH)
                  .maxStringLength(MOST_LENGTH)
                  .build())
          .build();

  private final JsonParser parser;
  private final int most;
  private int values;

  private StrictJson(JsonParser parser, int most) {
    this.parser = parser;
    this.most = most;
  }

  /** The bytes are not one JSON object; the message says why and holds nothing of them. */
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
    return readObject(utf8, MOST_VALUES);
  }

  /** Reads a set of keys, which comes from an operator and may be larger than any token. */
  public static Map<String, Object> readKeySet(byte[] utf8) throws MalformedException {
    return readObject(utf8, MOST_VALUES_OF_KEYS);
  }

  private static Map<String, Object> readObject(byte[] utf8, int most) throws MalformedException {
    char[] text = decode(utf8);
    try (JsonParser parser = JSON.createParser(text, 0, text.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("is not a JSON object");
      }
      Map<String, Object> members = new StrictJson(parser, most).members();
      if (parser.nextToken() != null) {
        throw new MalformedException("has something behind its JSON object");
      }
      return members;
    } catch (IOException e) {
      // The parser's message quotes the text, so it goes no further.
      throw new MalformedException("is not well-formed JSON, or is too deep or too long");
    }
  }

  private static char[] decode(byte[] utf8) throws MalformedException {
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

  private Map<String, Object> members() throws IOException, MalformedException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      parser.nextToken();
      if (members.put(name, value()) != null) {
        throw new MalformedException("has a member twice");
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private List<Object> elements() throws IOException, MalformedException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return Collections.unmodifiableList(elements);
  }

  private Object value() throws IOException, MalformedException {
    if (++values > most) {
      throw new MalformedException("has more than " + most + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser.getText());
      case VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw new MalformedException("is not well-formed JSON");
    };
  }

  private static Object whole(String text) throws MalformedException {
    return text.length() <= LONG_DIGITS ? (Object) Long.valueOf(text) : number(text);
  }

  /**
   * A number that would take long to compute with is refused, whoever computes; and one beyond a
   * double, which other readers refuse or take for infinity (RFC 8259 §6).
   */
  private static Object number(String text) throws MalformedException {
    try {
      if (text.length() <= MOST_DIGITS) {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) <= MOST_SCALE
            && !Double.isInfinite(value.doubleValue())) {
          return text.length() <= LONG_DIGITS && text.indexOf('.') < 0 && value.scale() == 0
              ? (Object) value.longValueExact()
              : value;
        }
      }
    } catch (NumberFormatException e) {
      // An exponent beyond an int: beyond the limit as well.
    }
    throw new MalformedException("has a number that is too large or has too many digits");
  }

  /** An escaped lone surrogate is JSON, but no text: no two readers agree on it. */
  private static String wellFormed(String text) throws MalformedException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          throw new MalformedException("has a lone surrogate");
        }
        i++;
      }
    }
    return text;
  }
}
