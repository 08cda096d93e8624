package org.nexusauth.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;

/**
 * Reads and writes the JSON of the API. Reading is strict: UTF-8 without a byte order mark, one
 * object, no member twice, bounded depth. Thread-safe.
 */
public final class ApiJson {
  /** The deepest nesting of a body. */
  static final int MAX_DEPTH = 16;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(30)
          .maxNameLength(200)
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    MAPPER.getFactory().setCharacterEscapes(new SafeEscapes());
  }

  private ApiJson() {}

  /** Returns an object without members. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Returns an array without elements. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Writes a document, in UTF-8. */
  public static byte[] write(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a document to one line. */
  public static String writeLine(JsonNode document) {
    return new String(write(document), StandardCharsets.UTF_8);
  }

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException when it is not one JSON object; its text repeats nothing of the body
   */
  public static ObjectNode readObject(byte[] body) {
    JsonNode read = readDocument(decode(body));
    if (read instanceof ObjectNode object) {
      return object;
    }
    throw notValid("The body must be a JSON object, for example {\"name\": \"Orders\"}.");
  }

  /** Reads a document of this module, which may be larger than a body. */
  public static ObjectNode readTrusted(byte[] document) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw notValid("The body is not UTF-8. Send it as UTF-8, without another character set.");
    }
  }

  private static @Nullable JsonNode readDocument(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return readDocument(parser);
    } catch (IOException e) {
      throw notValid("The body is not JSON.");
    }
  }

  private static @Nullable JsonNode readDocument(JsonParser parser) throws IOException {
    try {
      JsonNode read = MAPPER.readTree(parser);
      if (parser.nextToken() != null) {
        throw notValid("The body has something behind the JSON object; send one object alone.");
      }
      return read;
    } catch (StreamConstraintsException e) {
      throw notValid(
          "The body is nested more than %s deep, or has a number or a name that is too long."
              .formatted(MAX_DEPTH));
    } catch (JsonProcessingException e) {
      throw describe(e, parser);
    }
  }

  /** The library's own text may contain parts of the body. */
  private static ProblemException describe(JsonProcessingException problem, JsonParser parser)
      throws IOException {
    String name = parser.currentName();
    if (name != null && String.valueOf(problem.getMessage()).startsWith("Duplicate field")) {
      return ProblemException.invalid(
          MemberReader.showName(name), "This member is there twice; send it once.");
    }
    JsonLocation at = problem.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return notValid("The body is not valid JSON" + where + ". Correct it and send it again.");
  }

  private static ProblemException notValid(String detail) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
  }
}
