package org.nexusauth.sample.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.sample.caller.CallerIds;
import org.nexusauth.sample.running.AnswerJson;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.testkit.MutableClock;

class ThreadStoreTest {

  private static final CallerIds OURS = caller("int_1", "agt_1");
  private static final CallerIds OTHERS = caller("int_2", "agt_2");

  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00.123456Z");
  private final ThreadStore store = new ThreadStore(clock);

  @Test
  void thread_withoutAMessage_isEmptyAndHasNoTopic() {
    Conversation thread = store.startThread(OURS, Optional.empty());
    assertThat(AnswerJson.write(thread.describeAt(store.now())))
        .isEqualTo(
            "{\"id\":\"%s\",\"topic\":null,\"status\":\"ACTIVE\",\"createdAt\":\"2026-01-01T00:00:00.123Z\",\"lastMessageAt\":\"2026-01-01T00:00:00.123Z\",\"messageCount\":0,\"metadata\":{\"agentId\":\"agt_1\",\"integrationId\":\"int_1\"}}"
                .formatted(thread.id()));
  }

  @Test
  void thread_withAMessage_isAnsweredAndNamedAfterIt() {
    Conversation thread = store.startThread(OURS, Optional.of("Where is order 12345?"));
    assertThat(thread.messages())
        .extracting(Message::type)
        .containsExactly(Message.Type.USER, Message.Type.ASSISTANT);
    assertThat(thread.describeAt(store.now()).topic()).isEqualTo("Where is order 12345?");
  }

  @Test
  void topic_ofALongMessage_endsBetweenCharacters() {
    Conversation thread = store.startThread(OURS, Optional.of("😀".repeat(100)));
    assertThat(thread.describeAt(store.now()).topic()).isEqualTo("😀".repeat(60));
  }

  @Test
  void thread_ofAKeyWithoutAgent_namesNone() {
    Conversation thread = store.startThread(caller("int_1", null), Optional.empty());
    assertThat(AnswerJson.write(thread.describeAt(store.now())))
        .contains("\"metadata\":{\"agentId\":null,");
  }

  @Test
  void thread_aDayAfterItsLastMessage_hasExpiredUntilTheNext() {
    UUID id = store.startThread(OURS, Optional.of("Hello")).id();
    clock.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(status(id)).isEqualTo("ACTIVE");
    clock.advance(Duration.ofMillis(1));
    assertThat(status(id)).isEqualTo("EXPIRED");
    store.addMessage(OURS, id, "Still there?");
    assertThat(status(id)).isEqualTo("ACTIVE");
  }

  @Test
  void thread_ofAnotherIntegration_isNotThere() {
    UUID id = store.startThread(OTHERS, Optional.empty()).id();
    assertRefused(() -> store.get(OURS, id), 404, "Session not found");
    assertRefused(() -> store.addMessage(OURS, id, "x"), 404, "Session not found");
    assertThat(store.get(OTHERS, id).messages()).isEmpty();
  }

  @Test
  void thread_ofTheSameIntegrationsOtherKey_isThere() {
    UUID id = store.startThread(OURS, Optional.empty()).id();
    assertThat(store.get(caller("int_1", "agt_9"), id).id()).isEqualTo(id);
  }

  @Test
  void thread_thatNobodyMade_isNotThere() {
    assertRefused(() -> store.get(OURS, UUID.randomUUID()), 404, "Session not found");
  }

  @Test
  void messages_saidAtOnceByMany_areAllKept() {
    UUID id = store.startThread(OURS, Optional.empty()).id();
    IntStream.range(0, 500).parallel().forEach(i -> store.addMessage(OURS, id, "m" + i));
    assertThat(store.get(OURS, id).messages()).hasSize(1000);
  }

  @Test
  void rating_ofAnAnswer_keepsItsIdWhenChanged() {
    String answer = answer(OURS);
    Rating first = store.rate(OURS, answer, new Rating.Vote(2, null));
    clock.advance(Duration.ofSeconds(5));
    Rating second = store.rate(OURS, answer, new Rating.Vote(5, "Better now"));
    assertThat(AnswerJson.write(second))
        .isEqualTo(
            "{\"id\":\"%s\",\"messageId\":\"%s\",\"score\":5,\"feedback\":\"Better now\",\"createdAt\":\"2026-01-01T00:00:00.123Z\",\"updatedAt\":\"2026-01-01T00:00:05.123Z\"}"
                .formatted(first.id(), answer));
    assertThat(AnswerJson.writeObject(first).isNull("feedback")).isTrue();
  }

  @Test
  void message_withEveryKindOfCharacter_isWrittenAsJsonPDoes() {
    String text = "\u0000\u001f\u007f\u2028\"\\/<\u00e9\ud83d\ude00\t\r\n\b\f\u0080";
    Message message = store.startThread(OURS, Optional.of(text)).messages().get(0);
    assertThat(AnswerJson.write(message))
        .isEqualTo(
            "{\"id\":\"%s\",\"type\":\"user\",\"content\":%s,\"createdAt\":\"2026-01-01T00:00:00.123Z\"}"
                .formatted(message.id(), Json.createValue(text)));
  }

  @Test
  void rating_ofAUsersMessage_isRefused() {
    String question = store.startThread(OURS, Optional.of("?")).messages().get(0).id().toString();
    assertRefused(() -> rate(OURS, question), 400, "Only AI messages can be rated");
  }

  @Test
  void rating_ofAnotherIntegrationsMessage_isForbidden() {
    String answer = answer(OTHERS);
    assertRefused(() -> rate(OURS, answer), 403, "Message does not belong to your integration");
  }

  @Test
  void rating_ofAnotherIntegrationsQuestion_tellsNothingOfIt() {
    String question = store.startThread(OTHERS, Optional.of("?")).messages().get(0).id().toString();
    assertRefused(() -> rate(OURS, question), 403, "Message does not belong to your integration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"550e8400-e29b-41d4-a716-446655440000", "msg_1", "1-1-1-1-1", ""})
  void rating_ofNoMessage_isNotFound(String id) {
    assertRefused(() -> rate(OURS, id), 404, "Message not found");
  }

  private void rate(CallerIds caller, String id) {
    store.rate(caller, id, new Rating.Vote(3, null));
  }

  private String answer(CallerIds caller) {
    return store.startThread(caller, Optional.of("?")).messages().get(1).id().toString();
  }

  private String status(UUID id) {
    return store.get(OURS, id).describeAt(store.now()).status();
  }

  private static CallerIds caller(String integration, String agent) {
    return new CallerIds(integration, "org_1", agent, Set.of("read", "write"));
  }

  private static void assertRefused(Runnable request, int status, String message) {
    assertThatThrownBy(request::run)
        .hasMessage(message)
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
  }
}
