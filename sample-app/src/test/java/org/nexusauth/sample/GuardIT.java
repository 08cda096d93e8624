package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.keys.SigningKeyFile;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.Running;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/**
 * Each endpoint lets in whom the contract lets in, through the servlet filter and the annotation
 * alike.
 */
class GuardIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static final String THREAD = "/api/public/thread/550e8400-e29b-41d4-a716-446655440000";
  private static final String RATE =
      "/api/public/messages/550e8400-e29b-41d4-a716-446655440000/rate";

  static Stream<Arguments> writing_endpoints() {
    return Stream.of(
        argumentSet("start a thread", "POST", "/api/public/thread"),
        argumentSet("say", "POST", THREAD + "/messages"),
        argumentSet("rate", "PUT", RATE),
        argumentSet("make an agent", "POST", "/api/public/v1/agents"));
  }

  static Stream<Arguments> reading_endpoints() {
    return Stream.of(
        argumentSet("thread", "GET", THREAD),
        argumentSet("messages", "GET", THREAD + "/messages"),
        argumentSet("agents", "GET", "/api/public/v1/agents"));
  }

  static Stream<Arguments> other_endpoints() {
    return Stream.of(
        argumentSet("me", "GET", "/api/public/v1/me"),
        argumentSet("organizations", "GET", "/api/public/v1/me/organizations"));
  }

  static Stream<Arguments> endpoints() {
    return Stream.of(writing_endpoints(), reading_endpoints(), other_endpoints())
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void endpoint_withoutAKey_is401(String method, String path) {
    Reply reply = send(new Client(RUNNING.sample().url()), method, path);
    assertThat(reply.refused(401, "Invalid API key").getString("code")).isEqualTo("key_missing");
    assertThat(reply.header("WWW-Authenticate")).startsWith("ApiKey realm=\"nexus\"");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void endpoint_withAForgedKey_is401(String method, String path) {
    Reply reply = send(client(TestKey::forged), method, path);
    assertThat(reply.refused(401, "Invalid API key").getString("code")).isEqualTo("key_invalid");
  }

  @ParameterizedTest
  @MethodSource("writing_endpoints")
  void writing_withAKeyThatMayOnlyRead_is403(String method, String path) {
    JsonObject body =
        send(RUNNING.client("read-only.key"), method, path)
            .refused(403, "Insufficient permissions");
    assertThat(body.getString("error")).isEqualTo("Forbidden");
    assertThat(body.getString("code")).isEqualTo("permission_missing");
  }

  @ParameterizedTest
  @MethodSource("reading_endpoints")
  void reading_withAKeyThatMayOnlyWrite_is403(String method, String path) {
    JsonObject body =
        send(client(key -> key.permissions("write")), method, path)
            .refused(403, "Insufficient permissions");
    assertThat(body.getString("code")).isEqualTo("permission_missing");
  }

  @ParameterizedTest
  @MethodSource("other_endpoints")
  void endpoint_thatNeedsNoPermission_takesAKeyWithoutAny(String method, String path) {
    send(client(TestKey::permissions), method, path).object();
  }

  static Stream<Arguments> wrong_keys() {
    return Stream.of(
        argumentSet("Bearer", (UnaryOperator<String>) key -> "Bearer " + key, "key_bearer_prefix"),
        argumentSet(
            "a blank inside",
            (UnaryOperator<String>) key -> key.replace(".", ". "),
            "key_whitespace"),
        argumentSet(
            "two with a comma", (UnaryOperator<String>) key -> key + "," + key, "key_repeated"),
        argumentSet(
            "cut off",
            (UnaryOperator<String>) key -> key.substring(0, key.lastIndexOf('.')),
            "key_malformed"),
        argumentSet(
            "too long", (UnaryOperator<String>) key -> key + "A".repeat(4096), "key_too_long"));
  }

  @ParameterizedTest
  @MethodSource("wrong_keys")
  void key_copiedWrongly_saysWhatIsWrongWithIt(UnaryOperator<String> mistake, String code) {
    Client client =
        new Client(RUNNING.sample().url())
            .key(mistake.apply(RUNNING.sample().key("read-write.key")));
    for (String path : new String[] {"/api/public/v1/me", THREAD}) {
      JsonObject body = client.get(path).refused(401, "Invalid API key");
      assertThat(body.getString("code")).isEqualTo(code);
      assertThat(body.getString("hint")).isNotBlank();
    }
  }

  @Test
  void body_thatIsLong_isRefusedWithoutHangingTheConnection() {
    // One connection, over HTTP/2 where the server offers it.
    Client client = new Client(RUNNING.sample().url());
    for (int i = 0; i < 3; i++) {
      client
          .send("POST", "/api/public/thread", "{\"message\":\"" + "x".repeat(200_000) + "\"}")
          .refused(401, "Invalid API key");
    }
  }

  @Test
  void key_sentTwice_isRefused() {
    String key = RUNNING.sample().key("read-write.key");
    JsonObject body =
        RUNNING.client().key(key).get("/api/public/v1/me").refused(401, "Invalid API key");
    assertThat(body.getString("code")).isEqualTo("key_repeated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/public/v1/me", "/api/public/v1/nope", "/api/public", "/api/public/thread"})
  void preflight_orAnyOtherMethodWithoutAKey_tellsNothing(String path) {
    for (String method : new String[] {"OPTIONS", "DELETE", "PROPFIND"}) {
      new Client(RUNNING.sample().url())
          .header("Origin", "https://app.example.com")
          .header("Access-Control-Request-Method", "POST")
          .send(method, path)
          .refused(401, "Invalid API key");
    }
  }

  @Test
  void key_thatHasExpired_isToldSo() {
    JsonObject body = client(TestKey::expired).get(THREAD).refused(401, "Invalid API key");
    assertThat(body.getString("code")).isEqualTo("key_expired");
  }

  @Test
  void key_withTheLoginsPrefix_isTaken() {
    Client client =
        new Client(RUNNING.sample().url()).key("nxs_" + RUNNING.sample().key("read-only.key"));
    client.get("/api/public/v1/me").object();
    client.get(THREAD).refused(404, "Session not found");
  }

  @Test
  void key_ofTheOlderKind_worksWithoutAnAgent() {
    Client client = client(key -> key.without("agentId"));
    String id = client.send("POST", "/api/public/thread").object().getString("id");
    JsonObject thread = client.get("/api/public/thread/" + id).object();
    assertThat(thread.getJsonObject("metadata").isNull("agentId")).isTrue();
  }

  private static Client client(UnaryOperator<TestKey> kind) {
    Path signingKey = RUNNING.sample().data("signing.jwk");
    TestKey key =
        TestKeys.create()
            .key()
            .claim("iss", "nexus-sample")
            .permissions("read", "write")
            .signedBy(SigningKeyFile.read(signingKey));
    return new Client(RUNNING.sample().url()).key(kind.apply(key).text());
  }

  private static Reply send(Client client, String method, String path) {
    return method.equals("GET") ? client.get(path) : client.send(method, path, "{}");
  }
}
