package org.nexusauth.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nexusauth.json.StrictJson.MalformedException;

/**
 * Texts that are changed at random: what the strict reader takes, Jackson takes as the same values,
 * and what it refuses, Jackson refuses, but for what the strict reader alone forbids.
 */
class JsonAgreementTest {
  private static final int CHANGES = 20_000;
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final List<String> TEXTS =
      List.of(
          "{\"iss\":\"https://a.test\",\"aud\":[\"b\",\"c\"],\"exp\":1735689600,\"jti\":\"x\"}",
          "{\"permissions\":[\"read\",\"write\"],\"a\\u0062\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
          " { \"n\" : [ 0 , -1.5e+3 , 12E-2 , true , false , null , { } , [ ] ] } ",
          "{\"\u00e9\":\"\ud83d\ude00 \\ud83d\\ude00\",\"\":{\"x\":[[1],[{\"y\":\"z\"}]]}}");

  /** What changes put in, besides bytes at random. */
  private static final String PIECES = "\"\\{}[]:,.-+eE0123456789truefalsn u\t\n\u007f";

  @Test
  void reader_ofTextsChangedAtRandom_agreesWithJackson() {
    Random random = new Random(17);
    int taken = 0;
    for (int i = 0; i < CHANGES; i++) {
      byte[] text = change(TEXTS.get(i % TEXTS.size()).getBytes(UTF_8), random);
      Map<String, Object> read = readStrictly(text);
      if (!read.equals(readByJackson(text))) {
        fail("the readers do not agree on " + new String(text, UTF_8));
      }
      taken += read.isEmpty() ? 0 : 1;
    }
    assertThat(taken).isBetween(CHANGES / 20, CHANGES);
  }

  private static byte[] change(byte[] text, Random random) {
    byte[] changed = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      int kept = random.nextInt(3);
      int end = Math.min(changed.length, at + kept);
      ByteBuffer next = ByteBuffer.allocate(changed.length - (end - at) + 1);
      next.put(changed, 0, at).put(piece(random)).put(changed, end, changed.length - end);
      changed = next.array();
    }
    return changed;
  }

  private static byte piece(Random random) {
    if (random.nextInt(8) == 0) {
      return (byte) random.nextInt(256);
    }
    return (byte) PIECES.charAt(random.nextInt(PIECES.length()));
  }

  /** Empty for what is refused, which no text becomes by a change or two. */
  private static Map<String, Object> readStrictly(byte[] text) {
    try {
      return StrictJson.readObject(text);
    } catch (MalformedException e) {
      return Map.of();
    }
  }

  private static Map<String, Object> readByJackson(byte[] text) {
    try {
      String decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      try (JsonParser parser = JACKSON.createParser(decoded)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return Map.of();
        }
        Map<String, Object> read = readMembers(parser);
        return parser.nextToken() == null ? read : Map.of();
      }
    } catch (IOException | ForbiddenException e) {
      return Map.of();
    }
  }

  /** What the strict reader alone forbids: lone surrogates, and numbers beyond a double. */
  private static final class ForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Map<String, Object> readMembers(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = requirePairs(parser.currentName());
      parser.nextToken();
      members.put(name, readValue(parser));
    }
    return members;
  }

  private static Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readMembers(parser);
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(readValue(parser));
        }
        yield elements;
      }
      case VALUE_STRING -> requirePairs(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> JsonNull.NULL;
      default -> toNumber(parser.getText());
    };
  }

  private static Object toNumber(String text) {
    BigDecimal value = new BigDecimal(text);
    if (Math.abs(value.scale()) > 400 || Double.isInfinite(value.doubleValue())) {
      throw new ForbiddenException();
    }
    if (text.length() <= 18 && text.indexOf('.') < 0 && value.scale() == 0) {
      return value.longValueExact();
    }
    return value;
  }

  private static String requirePairs(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new ForbiddenException();
    }
    return text;
  }
}
