package org.nexusauth.keys.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.JsonNull;

/**
 * Writes JSON objects as text, members in the order of the map. Values are strings, numbers,
 * booleans, nulls, maps with string keys, and iterables of these. Thread-safe.
 */
public final class JsonText {

  /** Without the default pool: it is a ThreadLocal, which would outlive an application. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();

  private JsonText() {}

  /**
   * Returns the value on one line, without spaces.
   *
   * @param value a map for an object, or any other value
   * @throws IllegalArgumentException for a value of any other type
   */
  public static String compact(@Nullable Object value) {
    return writeText(value, false);
  }

  /**
   * Returns the object for a person: two spaces a level, line feeds, no line end after it.
   *
   * @param object the members
   * @throws IllegalArgumentException for a value of any other type
   */
  public static String pretty(Map<String, ? extends @Nullable Object> object) {
    return writeText(object, true);
  }

  private static String writeText(@Nullable Object value, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      if (pretty) {
        json.setPrettyPrinter(printer());
      }
      writeValue(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no way to fail
    }
    return text.toString();
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null || value == JsonNull.NULL) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      json.writeNumber(new BigDecimal(number.toString()).toString());
    } else if (value instanceof Map<?, ?> map) {
      writeMembers(json, map);
    } else if (value instanceof Iterable<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        writeValue(json, element);
      }
      json.writeEndArray();
    } else {
      throw new IllegalArgumentException("no JSON form for a " + value.getClass().getName());
    }
  }

  private static void writeMembers(JsonGenerator json, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      json.writeFieldName(String.valueOf(member.getKey()));
      writeValue(json, member.getValue());
    }
    json.writeEndObject();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }
}
