package org.nexusauth.json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Parses one JSON object or array by RFC 8259, and stricter: well-formed UTF-8 without a byte order
 * mark, no duplicate names (RFC 7515 §4, RFC 7519 §4), no lone surrogates, nothing behind it,
 * bounded depth, members and numbers.
 */
public final class StrictJson {
  private static final int MAX_VALUES = 512;
  private static final int MAX_VALUES_OF_KEYS = 65_536;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private StrictJson() {}

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
    JsonReader json = open(utf8, MAX_VALUES_OF_KEYS, '[', "array");
    List<Object> elements = json.readElements();
    requireEnd(json, "array");
    return elements;
  }

  private static Map<String, Object> readObject(byte[] utf8, int maxValues)
      throws MalformedException {
    JsonReader json = open(utf8, maxValues, '{', "object");
    Map<String, Object> members = json.readMembers();
    requireEnd(json, "object");
    return members;
  }

  private static JsonReader open(byte[] utf8, int maxValues, char start, String name)
      throws MalformedException {
    JsonReader json = new JsonReader(utf8, maxValues);
    if (!json.readIf(start)) {
      if (Arrays.mismatch(utf8, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length) {
        throw new MalformedException("starts with a byte order mark");
      }
      throw new MalformedException("is not a JSON " + name);
    }
    return json;
  }

  private static void requireEnd(JsonReader json, String name) throws MalformedException {
    if (!json.isAtEnd()) {
      throw new MalformedException("has something behind its JSON " + name);
    }
  }
}
