package org.nexusauth.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request: one JSON object, read strictly, with its members by type.
 *
 * @param json what the client sent
 */
public record JsonBody(JsonObject json) {

  /** More than any request of this API needs: 4,000 characters and their escapes are 24 kB. */
  private static final int MAX_BYTES = 1 << 20;

  /** What a client with a longer body reads, where nothing in particular is too long. */
  public static final String TOO_LONG = "Request body exceeds maximum length of 1 MiB";

  /** Enough for a key and a few words. */
  private static final int SMALL_BYTES = 16 << 10;

  private static final String NOT_SMALL = "Request body exceeds maximum length of 16 KiB";

  private static final String REMEDY = "Send one JSON object.";

  /**
   * Reads a body.
   *
   * @param body the request's bytes
   * @param tooLong what the client reads when it is too long
   * @return the object in it
   * @throws ApiException 400 when it is not one JSON object in UTF-8; 413 when it is too long
   */
  public static JsonBody read(InputStream body, String tooLong) {
    return parseObject(readBytes(body, MAX_BYTES, tooLong));
  }

  /**
   * Reads a body that has certain members only, 16 KiB at most.
   *
   * @param body the request's bytes
   * @param members the names of those that it may have
   * @return the object in it
   * @throws ApiException 400 when it is not one JSON object in UTF-8 or has other members; 413 when
   *     it is too long
   */
  public static JsonBody readSmall(InputStream body, String... members) {
    byte[] bytes = readBytes(body, SMALL_BYTES, NOT_SMALL);
    JsonBody read = parseObject(bytes);
    if (repeatsAMember(bytes)) {
      throw invalid().hint("Send each member once.");
    }
    if (!Set.of(members).containsAll(read.json.keySet())) {
      throw invalid().hint("There may be " + String.join(", ", members) + " and no other members.");
    }
    return read;
  }

  /**
   * Reads a body that may be left out.
   *
   * @param body the request's bytes
   * @param tooLong what the client reads when it is too long
   * @return the object in it, an empty one without a body
   * @throws ApiException as {@link #read}
   */
  public static JsonBody readOptional(InputStream body, String tooLong) {
    byte[] bytes = readBytes(body, MAX_BYTES, tooLong);
    if (bytes.length == 0) {
      return new JsonBody(JsonValue.EMPTY_JSON_OBJECT);
    }
    return parseObject(bytes);
  }

  /**
   * A text member; {@code null} counts as absent.
   *
   * @param name the member's name
   * @return its text, if it is there
   * @throws ApiException 400 when it is of another type, or half a character is in it
   */
  public Optional<String> text(String name) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    if (value instanceof JsonString text) {
      return Optional.of(requireWhole(name, text.getString()));
    }
    if (value != JsonValue.NULL) {
      throw invalid().hint(name + " must be a string.");
    }
    return Optional.empty();
  }

  /**
   * The exception for a body that is not what the API expects.
   *
   * @return the exception to throw
   */
  public static ApiException invalid() {
    return ApiException.of(400, "Invalid request body");
  }

  /** An escape can name half of a surrogate pair, which no answer in UTF-8 could give back. */
  private static String requireWhole(String name, String text) {
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return text;
    }
    throw invalid().hint(name + " must not hold half of a surrogate pair.");
  }

  private static byte[] readBytes(InputStream body, int max, String tooLong) {
    try {
      byte[] bytes = body.readNBytes(max + 1);
      if (bytes.length > max) {
        throw ApiException.of(413, tooLong);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonBody parseObject(byte[] bytes) {
    try (JsonParser parser = Json.createParser(new StringReader(utf8(bytes)))) {
      if (parser.next() == JsonParser.Event.START_OBJECT) {
        JsonBody body = new JsonBody(parser.getObject());
        if (!parser.hasNext()) {
          return body;
        }
      }
      throw invalid().hint(REMEDY);
    } catch (RuntimeException | CharacterCodingException e) {
      // Whatever the parser throws: for nesting that is too deep it is a RuntimeException, no more.
      throw invalid().hint(REMEDY);
    }
  }

  /** Of an object that was parsed before; the parser itself takes the last one. */
  private static boolean repeatsAMember(byte[] bytes) {
    Set<String> seen = new HashSet<>();
    int depth = 0;
    try (JsonParser parser =
        Json.createParser(new StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_OBJECT, START_ARRAY -> depth++;
          case END_OBJECT, END_ARRAY -> depth--;
          case KEY_NAME -> {
            if (depth == 1 && !seen.add(parser.getString())) {
              return true;
            }
          }
          default -> {}
        }
      }
    }
    return false;
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
