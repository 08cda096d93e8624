package org.nexusauth.sample.thread;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One message of a thread.
 *
 * @param id its id
 * @param type who speaks
 * @param content what is said
 * @param createdAt when
 */
@JsonbPropertyOrder({"id", "type", "content", "createdAt"})
public record Message(
    UUID id,
    @JsonbTypeSerializer(TypeSerializer.class) Type type,
    String content,
    Instant createdAt) {

  public enum Type {
    USER,
    ASSISTANT,
    TOOL,
    SYSTEM
  }

  /** Writes a type as clients know it. */
  public static final class TypeSerializer implements JsonbSerializer<Type> {

    @Override
    public void serialize(Type type, JsonGenerator json, SerializationContext context) {
      json.write(type.name().toLowerCase(Locale.ROOT));
    }
  }
}
