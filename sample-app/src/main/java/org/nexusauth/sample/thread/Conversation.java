package org.nexusauth.sample.thread;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.nexusauth.sample.caller.CallerIds;

/**
 * A thread: who made it, and what was said. A value; saying something makes a new one.
 *
 * @param id its id
 * @param owner the caller that made it
 * @param createdAt when
 * @param messages oldest first
 */
record Conversation(UUID id, CallerIds owner, Instant createdAt, List<Message> messages) {

  /** A thread without a new message for so long has expired; the next message reactivates it. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final int TOPIC_CHARACTERS = 60;

  Conversation {
    messages = List.copyOf(messages);
  }

  static Conversation start(UUID id, CallerIds owner, Instant now) {
    return new Conversation(id, owner, now, List.of());
  }

  Conversation withMessages(List<Message> said) {
    List<Message> all = Stream.concat(messages.stream(), said.stream()).toList();
    return new Conversation(id, owner, createdAt, all);
  }

  boolean belongsTo(CallerIds caller) {
    return owner.integrationId().equals(caller.integrationId());
  }

  Instant lastMessageAt() {
    if (messages.isEmpty()) {
      return createdAt;
    }
    return messages.get(messages.size() - 1).createdAt();
  }

  JsonObject toSummary() {
    return Json.createObjectBuilder()
        .add("id", id.toString())
        .add("createdAt", createdAt.toString())
        .build();
  }

  JsonObject toJson(Instant now) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("id", id.toString());
    return addTopic(json)
        .add("status", statusAt(now))
        .add("createdAt", createdAt.toString())
        .add("lastMessageAt", lastMessageAt().toString())
        .add("messageCount", messages.size())
        .add("metadata", owner.toJson())
        .build();
  }

  /** At exactly its lifetime a thread has expired. */
  private String statusAt(Instant now) {
    if (now.isBefore(lastMessageAt().plus(LIFETIME))) {
      return "ACTIVE";
    }
    return "EXPIRED";
  }

  /** What the thread is about: the beginning of its first message, null before there is one. */
  private JsonObjectBuilder addTopic(JsonObjectBuilder json) {
    if (messages.isEmpty()) {
      return json.addNull("topic");
    }
    String first = messages.get(0).content().strip();
    int end = Math.min(TOPIC_CHARACTERS, first.codePointCount(0, first.length()));
    return json.add("topic", first.substring(0, first.offsetByCodePoints(0, end)));
  }
}
