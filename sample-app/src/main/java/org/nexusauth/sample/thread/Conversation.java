package org.nexusauth.sample.thread;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  Summary toSummary() {
    return new Summary(id, createdAt);
  }

  Description describeAt(Instant now) {
    return new Description(
        id,
        findTopic(),
        statusAt(now),
        createdAt,
        lastMessageAt(),
        messages.size(),
        new Metadata(owner.agentId(), owner.integrationId()));
  }

  /** At exactly its lifetime a thread has expired. */
  private String statusAt(Instant now) {
    if (now.isBefore(lastMessageAt().plus(LIFETIME))) {
      return "ACTIVE";
    }
    return "EXPIRED";
  }

  /** What the thread is about: the beginning of its first message, null before there is one. */
  private @Nullable String findTopic() {
    if (messages.isEmpty()) {
      return null;
    }
    String first = messages.get(0).content().strip();
    int end = Math.min(TOPIC_CHARACTERS, first.codePointCount(0, first.length()));
    return first.substring(0, first.offsetByCodePoints(0, end));
  }

  /** A thread as it is reported when it starts. */
  @JsonbPropertyOrder({"id", "createdAt"})
  public record Summary(UUID id, Instant createdAt) {}

  /** A thread in full, at one instant. */
  @JsonbNillable
  @JsonbPropertyOrder({
    "id",
    "topic",
    "status",
    "createdAt",
    "lastMessageAt",
    "messageCount",
    "metadata"
  })
  public record Description(
      UUID id,
      @Nullable String topic,
      String status,
      Instant createdAt,
      Instant lastMessageAt,
      int messageCount,
      Metadata metadata) {}

  /** Whose a thread is: the agent, null without one, and the integration. */
  @JsonbNillable
  @JsonbPropertyOrder({"agentId", "integrationId"})
  public record Metadata(@Nullable String agentId, String integrationId) {}
}
