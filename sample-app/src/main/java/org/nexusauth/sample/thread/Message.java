package org.nexusauth.sample.thread;

import jakarta.json.Json;
import jakarta.json.JsonObject;
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
record Message(UUID id, Type type, String content, Instant createdAt) {

  enum Type {
    USER,
    ASSISTANT,
    TOOL,
    SYSTEM
  }

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("id", id.toString())
        .add("type", type.name().toLowerCase(Locale.ROOT))
        .add("content", content)
        .add("createdAt", createdAt.toString())
        .build();
  }
}
