package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Running;

/** The older half of the API, row by row. */
class ThreadApiIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static final String BASE = "/api/public";
  private static final String NOBODYS = "550e8400-e29b-41d4-a716-446655440000";
  private static final String LONG = "x".repeat(4001);

  @Test
  void thread_fromItsStartToARating_answersAsTheContractSays() {
    Client client = RUNNING.client();
    JsonObject made = client.send("POST", BASE + "/thread", "{\"message\":\"Hello\"}").object();
    assertThat(made.keySet()).containsExactly("id", "createdAt");
    String thread = BASE + "/thread/" + made.getString("id");

    assertThat(client.send("POST", thread + "/messages", "{\"content\":\"Two\"}").response().body())
        .isEqualTo("{\"success\":true}");
    assertThat(
            client.send("POST", thread + "/messages", "{\"message\":\"Three\"}").response().body())
        .isEqualTo("{\"success\":true}");

    JsonObject got = client.get(thread).object();
    assertThat(got.keySet())
        .containsExactly(
            "id", "topic", "status", "createdAt", "lastMessageAt", "messageCount", "metadata");
    assertThat(got.getString("topic")).isEqualTo("Hello");
    assertThat(got.getString("status")).isEqualTo("ACTIVE");
    assertThat(got.getInt("messageCount")).isEqualTo(6);
    assertThat(got.getJsonObject("metadata").toString())
        .isEqualTo("{\"agentId\":\"agt_demo\",\"integrationId\":\"int_demo\"}");

    JsonObject answer =
        client.get(thread + "/messages?order=desc&limit=1").array().getJsonObject(0);
    assertThat(answer.keySet()).containsExactly("id", "type", "content", "createdAt");
    assertThat(answer.getString("type")).isEqualTo("assistant");

    String rate = BASE + "/messages/" + answer.getString("id") + "/rate";
    JsonObject rating = client.send("PUT", rate, "{\"score\":5,\"feedback\":\"Good\"}").object();
    assertThat(rating.keySet())
        .containsExactly("id", "messageId", "score", "feedback", "createdAt", "updatedAt");
    assertThat(rating.getString("messageId")).isEqualTo(answer.getString("id"));
    assertThat(Instant.parse(rating.getString("createdAt"))).isBefore(Instant.now());
  }

  @Test
  void thread_startedWithoutABody_isEmpty() {
    JsonObject made = RUNNING.client().send("POST", BASE + "/thread").object();
    String thread = BASE + "/thread/" + made.getString("id");
    assertThat(RUNNING.client().get(thread).object().isNull("topic")).isTrue();
    assertThat(RUNNING.client().get(thread + "/messages").array()).isEmpty();
  }

  @Test
  void messages_pageByPage_areAllThereOnce() {
    Client client = RUNNING.client();
    String thread =
        BASE + "/thread/" + client.send("POST", BASE + "/thread", "{}").object().getString("id");
    for (int i = 0; i < 12; i++) {
      client.send("POST", thread + "/messages", "{\"content\":\"m" + i + "\"}").object();
    }
    JsonArray first = client.get(thread + "/messages").array();
    assertThat(first).hasSize(20);
    JsonArray rest = client.get(thread + "/messages?after=" + id(first, 19)).array();
    assertThat(rest).hasSize(4);
    JsonArray back =
        client.get(thread + "/messages?order=desc&limit=100&before=" + id(rest, 0)).array();
    assertThat(back).hasSize(20);
    assertThat(id(back, 0)).isEqualTo(id(first, 19));
  }

  static Stream<Arguments> requests_that_are_wrong() {
    String own = "/thread/" + NOBODYS;
    return Stream.of(
        argumentSet("thread id", "GET", "/thread/1", null, 400, "Invalid thread ID format"),
        argumentSet(
            "thread id before the body",
            "POST",
            "/thread/1/messages",
            "{",
            400,
            "Invalid thread ID format"),
        argumentSet("no such thread", "GET", own, null, 404, "Session not found"),
        argumentSet(
            "no such thread to say it in",
            "POST",
            own + "/messages",
            "{\"content\":\"x\"}",
            404,
            "Session not found"),
        argumentSet(
            "no such thread to list", "GET", own + "/messages", null, 404, "Session not found"),
        argumentSet("broken JSON", "POST", "/thread", "{\"message\":", 400, "Invalid request body"),
        argumentSet("an array", "POST", "/thread", "[]", 400, "Invalid request body"),
        argumentSet(
            "a number as message",
            "POST",
            "/thread",
            "{\"message\":5}",
            400,
            "Invalid request body"),
        argumentSet(
            "broken JSON before the thread",
            "POST",
            own + "/messages",
            "{",
            400,
            "Invalid request body"),
        argumentSet("nothing said", "POST", own + "/messages", "{}", 400, "Content is required"),
        argumentSet(
            "blanks said",
            "POST",
            own + "/messages",
            "{\"content\":\" \"}",
            400,
            "Content is required"),
        argumentSet(
            "too much said",
            "POST",
            own + "/messages",
            "{\"content\":\"" + LONG + "\"}",
            413,
            "Message exceeds maximum length of 4000 characters"),
        argumentSet(
            "too much to start with",
            "POST",
            "/thread",
            "{\"message\":\"" + LONG + "\"}",
            413,
            "Message exceeds maximum length of 4000 characters"),
        argumentSet(
            "far too much said",
            "POST",
            own + "/messages",
            "{\"content\":\"" + LONG.repeat(300) + "\"}",
            413,
            "Message exceeds maximum length of 4000 characters"),
        argumentSet(
            "limit 0",
            "GET",
            own + "/messages?limit=0",
            null,
            400,
            "Invalid limit parameter. Must be between 1 and 100"),
        argumentSet(
            "limit 101",
            "GET",
            own + "/messages?limit=101",
            null,
            400,
            "Invalid limit parameter. Must be between 1 and 100"),
        argumentSet(
            "limit no number",
            "GET",
            own + "/messages?limit=x",
            null,
            400,
            "Invalid limit parameter. Must be between 1 and 100"),
        argumentSet(
            "order",
            "GET",
            own + "/messages?order=up",
            null,
            400,
            "Invalid order parameter. Must be asc or desc"),
        argumentSet(
            "score 0",
            "PUT",
            "/messages/" + NOBODYS + "/rate",
            "{\"score\":0}",
            400,
            "Score must be between 1 and 5"),
        argumentSet(
            "score 6",
            "PUT",
            "/messages/" + NOBODYS + "/rate",
            "{\"score\":6}",
            400,
            "Score must be between 1 and 5"),
        argumentSet(
            "no score",
            "PUT",
            "/messages/" + NOBODYS + "/rate",
            "{}",
            400,
            "Score must be between 1 and 5"),
        argumentSet(
            "no such message",
            "PUT",
            "/messages/" + NOBODYS + "/rate",
            "{\"score\":5}",
            404,
            "Message not found"),
        argumentSet(
            "no message id", "PUT", "/messages/1/rate", "{\"score\":5}", 404, "Message not found"));
  }

  @ParameterizedTest
  @MethodSource("requests_that_are_wrong")
  void request_thatIsWrong_isToldSoInTheContractsWords(
      String method, String path, String body, int status, String message) {
    Client client = RUNNING.client();
    (body == null ? client.send(method, BASE + path) : client.send(method, BASE + path, body))
        .refused(status, message);
  }

  @Test
  void question_rated_isRefused() {
    JsonObject question = messages(RUNNING.client()).getJsonObject(0);
    RUNNING
        .client()
        .send("PUT", BASE + "/messages/" + question.getString("id") + "/rate", "{\"score\":5}")
        .refused(400, "Only AI messages can be rated");
  }

  @Test
  void thread_ofAnotherIntegration_isNotFound() {
    String thread =
        BASE
            + "/thread/"
            + RUNNING.client().send("POST", BASE + "/thread").object().getString("id");
    Client other = RUNNING.client("other-integration.key");
    other.get(thread).refused(404, "Session not found");
    other.get(thread + "/messages").refused(404, "Session not found");
    other
        .send("POST", thread + "/messages", "{\"content\":\"x\"}")
        .refused(404, "Session not found");
  }

  @Test
  void message_ofAnotherIntegration_isForbidden() {
    for (JsonObject message : messages(RUNNING.client()).getValuesAs(JsonObject.class)) {
      RUNNING
          .client("other-integration.key")
          .send("PUT", BASE + "/messages/" + message.getString("id") + "/rate", "{\"score\":5}")
          .refused(403, "Message does not belong to your integration");
    }
  }

  @Test
  void thread_madeWithAnotherKeyOfTheIntegration_canBeRead() {
    String id = RUNNING.client().send("POST", BASE + "/thread").object().getString("id");
    JsonObject read = RUNNING.client("read-only.key").get(BASE + "/thread/" + id).object();
    assertThat(UUID.fromString(read.getString("id"))).hasToString(id);
  }

  private static JsonArray messages(Client client) {
    String id =
        client.send("POST", BASE + "/thread", "{\"message\":\"?\"}").object().getString("id");
    return client.get(BASE + "/thread/" + id + "/messages").array();
  }

  private static String id(JsonArray messages, int index) {
    return List.copyOf(messages.getValuesAs(JsonObject.class)).get(index).getString("id");
  }
}
