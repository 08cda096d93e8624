package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.sample.running.Admin;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.Running;
import org.nexusauth.sample.running.SampleKeys;
import org.nexusauth.testkit.TestKey;

/** An administrator revokes keys of the organization, and nobody else does. */
class RevokingIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static final String REVOKE = Admin.REVOKE;
  private static final String BY_ANNOTATION = "/api/public/v1/me";
  private static final String BY_FILTER = "/api/public/thread/550e8400-e29b-41d4-a716-446655440000";

  @Test
  void key_thatIsRevoked_isRefusedByBothDoorsAtOnce() {
    String key = key(kind -> kind.claim("jti", "leaked-1"));
    Client client = new Client(RUNNING.sample().url()).key(key);
    client.get(BY_ANNOTATION).object();
    client.get(BY_FILTER).refused(404, "Session not found");

    JsonObject data = revoke(key, "leaked").object().getJsonObject("data");

    for (String path : new String[] {BY_ANNOTATION, BY_FILTER}) {
      assertThat(client.get(path).refused(401, "Invalid API key").getString("code"))
          .isEqualTo("key_revoked");
    }
    assertThat(data.keySet())
        .containsExactly("keyId", "integrationId", "revokedAt", "reason", "expiresAt");
    assertThat(data.getString("keyId")).isEqualTo("leaked-1");
    assertThat(data.getString("reason")).isEqualTo("leaked");
    assertThat(RUNNING.sample().error())
        .contains("NEXUS-1603 key leaked-1 of integration")
        .doesNotContain("leaked,");
  }

  @Test
  void key_revokedTwice_keepsItsFirstReason() {
    String key = key(kind -> kind);
    JsonObject first = revoke(key, "first").object();
    assertThat(revoke(key, "second").object()).isEqualTo(first);
    assertThat(revoke("nxs_" + key, "third").object()).isEqualTo(first);
  }

  static Stream<Arguments> odd_but_revocable() {
    return Stream.of(
        argumentSet("expired", (UnaryOperator<TestKey>) TestKey::expired),
        argumentSet("of no agent", (UnaryOperator<TestKey>) key -> key.without("agentId")),
        argumentSet("without an id", (UnaryOperator<TestKey>) key -> key.without("jti")),
        argumentSet(
            "of another integration",
            (UnaryOperator<TestKey>) key -> key.claim("integrationId", "int_third")),
        argumentSet(
            "of an odd id", (UnaryOperator<TestKey>) key -> key.claim("jti", "a b'\"; DROP ü")));
  }

  @ParameterizedTest
  @MethodSource("odd_but_revocable")
  void key_ofTheOrganization_canBeRevoked(UnaryOperator<TestKey> kind) {
    JsonObject data = revoke(key(kind), "").object().getJsonObject("data");
    assertThat(data.getString("reason")).isEqualTo("no reason given");
  }

  @Test
  void admin_mayRevokeItsOwnKey() {
    String own = key(kind -> kind.permissions("admin"));
    Client admin = new Client(RUNNING.sample().url()).key(own);
    admin.send("POST", REVOKE, body(own, "it was in a mail")).object();
    JsonObject body = admin.send("POST", REVOKE, body(own, "")).refused(401, "Invalid API key");
    assertThat(body.getString("code")).isEqualTo("key_revoked");
  }

  static Stream<Arguments> keys_of_nobody_here() {
    return Stream.of(
        argumentSet("forged", (UnaryOperator<TestKey>) TestKey::forged),
        argumentSet(
            "of another organization",
            (UnaryOperator<TestKey>) key -> key.claim("organizationId", "org_other")),
        argumentSet(
            "of another organization, expired",
            (UnaryOperator<TestKey>) key -> key.claim("organizationId", "org_other").expired()),
        argumentSet(
            "of another issuer", (UnaryOperator<TestKey>) key -> key.claim("iss", "somebody")),
        argumentSet(
            "of no organization", (UnaryOperator<TestKey>) key -> key.without("organizationId")));
  }

  @ParameterizedTest
  @MethodSource("keys_of_nobody_here")
  void key_thatIsNotTheOrganizations_isRefusedInOneWay(UnaryOperator<TestKey> kind) {
    Reply reply = revoke(key(kind), "x");
    reply.refused(422, "Not a key of your organization");
    assertThat(reply.response().body())
        .isEqualTo(
            "{\"statusCode\":422,\"message\":\"Not a key of your organization\",\"error\":"
                + "\"Unprocessable Content\",\"hint\":\"Copy the key again; if it is another"
                + " organization's, that one can revoke it.\"}");
  }

  @Test
  void key_ofAnotherOrganization_staysGood() {
    Client other = RUNNING.client("other-integration.key");
    revoke(RUNNING.sample().key("other-integration.key"), "x")
        .refused(422, "Not a key of your organization");
    other.get(BY_ANNOTATION).object();
  }

  static Stream<Arguments> wrong_bodies() {
    String key = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.AAAA";
    String reasons = "{\"key\":\"" + key + "\",\"reason\":";
    return Stream.of(
        argumentSet("nothing", "", "Send one JSON object."),
        argumentSet("no object", "[]", "Send one JSON object."),
        argumentSet("cut off", "{\"key\":", "Send one JSON object."),
        argumentSet("twice", "{\"key\":\"a\",\"key\":\"b\"}", "Send each member once."),
        argumentSet(
            "another member",
            "{\"key\":\"x\",\"keyId\":\"y\"}",
            "There may be key, reason and no other members."),
        argumentSet("no key", "{}", "key must be the text of the key to revoke."),
        argumentSet("an empty key", "{\"key\":\"\"}", "key must be the text of the key to revoke."),
        argumentSet("a number", "{\"key\":1}", "key must be a string."),
        argumentSet("a word", "{\"key\":\"k-1\"}", "key must be a whole key, from eyJ to its end."),
        argumentSet(
            "Bearer",
            "{\"key\":\"Bearer " + key + "\"}",
            "key must be the key alone, without \"Bearer\"."),
        argumentSet(
            "a line break",
            "{\"key\":\"" + key + "\\n\"}",
            "key must have no whitespace and no line breaks in it."),
        argumentSet("two", "{\"key\":\"" + key + "," + key + "\"}", "key must be one key."),
        argumentSet(
            "a longer key than there are",
            "{\"key\":\"" + "A".repeat(5000) + "\"}",
            "key must be a whole key, from eyJ to its end."),
        argumentSet("a reason of another type", reasons + "1}", "reason must be a string."),
        argumentSet(
            "a long reason",
            reasons + "\"" + "x".repeat(201) + "\"}",
            "reason may have 200 characters at most."),
        argumentSet("two lines", reasons + "\"a\\nb\"}", "reason must be one line."),
        argumentSet(
            "a reason that is not seen",
            reasons + "\"a\\u202eb\"}",
            "reason has a character that is not seen, U+202E: type it instead of pasting it."),
        argumentSet(
            "a key as reason",
            reasons + "\"" + key + "\"}",
            "reason must have no key in it: it is stored as it stands."),
        argumentSet(
            "a part of the key as reason",
            reasons + "\"seen in " + key.substring(3, 20) + "\"}",
            "reason must have no part of the key in it: it is stored as it stands."));
  }

  @ParameterizedTest
  @MethodSource("wrong_bodies")
  void body_thatIsWrong_saysWhatIsWrong(String body, String hint) {
    Reply reply = RUNNING.client("admin.key").send("POST", REVOKE, body);
    assertThat(reply.refused(400, "Invalid request body").getString("hint")).isEqualTo(hint);
    assertThat(reply.response().body()).doesNotContain("eyJhbGciOiJSUzI1NiJ9");
  }

  @Test
  void body_thatIsLong_is413() {
    RUNNING
        .client("admin.key")
        .send("POST", REVOKE, "{\"key\":\"" + "A".repeat(17_000) + "\"}")
        .refused(413, "Request body exceeds maximum length of 16 KiB");
  }

  @Test
  void body_ofTheMaximumLength_isRead() {
    String body = body(key(kind -> kind), "x");
    Client admin = RUNNING.client("admin.key");
    admin.send("POST", REVOKE, body + " ".repeat((16 << 10) - body.length())).object();
    admin
        .send("POST", REVOKE, body + " ".repeat((16 << 10) + 1 - body.length()))
        .refused(413, "Request body exceeds maximum length of 16 KiB");
  }

  @Test
  void body_withoutAType_is415() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RUNNING.sample().url() + REVOKE))
            .header("api-key", RUNNING.sample().key("admin.key"))
            .POST(HttpRequest.BodyPublishers.ofString(body(key(kind -> kind), "x")))
            .build();
    new Reply(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)))
        .refused(415, "Unsupported media type");
  }

  @Test
  void body_ofAnotherType_is415() {
    RUNNING
        .client("admin.key")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", REVOKE)
        .refused(415, "Unsupported media type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read-write.key", "read-only.key", "other-integration.key"})
  void key_withoutAdmin_mayNot(String caller) {
    String victim = key(kind -> kind);
    JsonObject body =
        RUNNING
            .client(caller)
            .send("POST", REVOKE, body(victim, "x"))
            .refused(403, "Insufficient permissions");
    assertThat(body.getString("hint")).contains("admin");
    new Client(RUNNING.sample().url()).key(victim).get(BY_ANNOTATION).object();
  }

  @Test
  void admin_withoutAKey_learnsNothing() {
    Client nobody = new Client(RUNNING.sample().url());
    for (String path : new String[] {REVOKE, "/api/admin", "/api/admin/nope"}) {
      nobody.send("POST", path, body("x", "x")).refused(401, "Invalid API key");
      nobody.get(path).refused(401, "Invalid API key");
    }
    RUNNING.client("admin.key").get(REVOKE).refused(405, "Method not allowed");
    RUNNING.client("admin.key").get("/api/admin/nope").refused(404, "Not found");
  }

  @AfterAll
  static void log_holdsNoKey() {
    assertThat(RUNNING.sample().error()).doesNotContain("eyJ");
  }

  private static Reply revoke(String key, String reason) {
    return Admin.of(RUNNING.sample()).revoke(key, reason);
  }

  private static String body(String key, String reason) {
    return Admin.body(key, reason);
  }

  private static String key(UnaryOperator<TestKey> kind) {
    return SampleKeys.of(RUNNING.sample(), kind);
  }
}
