package org.nexusauth.sample.thread;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.sample.caller.CallerIds;
import org.nexusauth.sample.web.ApiException;

/**
 * All threads, in memory: gone when the application stops. Thread-safe.
 *
 * <p>A thread is shown to the integration that made it alone; to any other it is not there.
 */
@ApplicationScoped
class ThreadStore {

  private final Map<UUID, Conversation> threads = new ConcurrentHashMap<>();
  private final Map<UUID, UUID> threadOfMessage = new ConcurrentHashMap<>();
  private final Map<UUID, Rating> ratings = new ConcurrentHashMap<>();
  private final Clock clock;

  ThreadStore() {
    this(Clock.systemUTC());
  }

  ThreadStore(Clock clock) {
    this.clock = clock;
  }

  Conversation startThread(CallerIds caller, Optional<String> firstMessage) {
    Conversation thread = Conversation.start(UUID.randomUUID(), caller, now());
    threads.put(thread.id(), thread);
    return firstMessage.map(text -> addMessage(caller, thread.id(), text)).orElse(thread);
  }

  Conversation get(CallerIds caller, UUID id) {
    return Optional.ofNullable(threads.get(id))
        .filter(thread -> thread.belongsTo(caller))
        .orElseThrow(ThreadStore::notFound);
  }

  /** Adds the message and what the assistant answers. */
  Conversation addMessage(CallerIds caller, UUID id, String text) {
    get(caller, id);
    List<Message> said =
        List.of(
            newMessage(Message.Type.USER, text),
            newMessage(Message.Type.ASSISTANT, answerTo(text)));
    said.forEach(message -> threadOfMessage.put(message.id(), id));
    return Optional.ofNullable(
            threads.computeIfPresent(id, (key, thread) -> thread.withMessages(said)))
        .orElseThrow(ThreadStore::notFound);
  }

  Rating rate(CallerIds caller, String messageId, Rating.Vote vote) {
    Message message =
        requireRatable(caller, ThreadId.parse(messageId).orElseThrow(ThreadStore::noMessage));
    Instant now = now();
    return ratings.merge(
        message.id(),
        new Rating(UUID.randomUUID(), message.id(), vote.score(), vote.feedback(), now, now),
        (given, replacement) -> given.withVote(vote, now));
  }

  Instant now() {
    // Milliseconds, as clients in JavaScript keep time.
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Message requireRatable(CallerIds caller, UUID messageId) {
    UUID threadId =
        Optional.ofNullable(threadOfMessage.get(messageId)).orElseThrow(ThreadStore::noMessage);
    Conversation thread =
        Optional.ofNullable(threads.get(threadId)).orElseThrow(ThreadStore::noMessage);
    if (!thread.belongsTo(caller)) {
      throw ApiException.of(403, "Message does not belong to your integration");
    }
    Message message =
        thread.messages().stream()
            .filter(each -> each.id().equals(messageId))
            .findFirst()
            .orElseThrow(ThreadStore::noMessage);
    if (message.type() != Message.Type.ASSISTANT) {
      throw ApiException.of(400, "Only AI messages can be rated");
    }
    return message;
  }

  private Message newMessage(Message.Type type, String content) {
    return new Message(UUID.randomUUID(), type, content, now());
  }

  /** No model stands behind the sample: its assistant says so and repeats the message. */
  private static String answerTo(String text) {
    return "This sample has no model behind it. You wrote: " + text;
  }

  private static ApiException notFound() {
    return ApiException.of(404, "Session not found");
  }

  private static ApiException noMessage() {
    return ApiException.of(404, "Message not found");
  }
}
