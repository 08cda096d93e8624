package org.nexusauth.console;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.console.TestManagement.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;

/** The API over services with records in memory. Every answer is held to the description. */
class RestApiIT {
  private static final OpenApiContract CONTRACT = OpenApiContract.read();
  private static final String ACME = "/organizations/acme";

  private TestManagement management;
  private ConsoleServer server;
  private String integration;

  @BeforeEach
  void start() throws Exception {
    management = new TestManagement();
    server = ConsoleServer.start(() -> management.services);
    integration = TestManagement.prepareIntegration(server, "acme", "Orders");
    TestManagement.prepareIntegration(server, "other", "Theirs");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String keys() {
    return ACME + "/integrations/" + integration + "/keys";
  }

  private static Answer get(ConsoleClient client, String path) {
    return CONTRACT.check("GET", path, client.get(path));
  }

  private static Answer post(ConsoleClient client, String path, ObjectNode body) {
    return CONTRACT.check("POST", path, client.post(path, body));
  }

  private static Answer patch(ConsoleClient client, String path, ObjectNode body) {
    return CONTRACT.check("PATCH", path, client.patch(path, body));
  }

  private static Answer delete(ConsoleClient client, String path) {
    return CONTRACT.check("DELETE", path, client.delete(path));
  }

  private ConsoleClient operator() {
    return server.as("operator");
  }

  private ConsoleClient anyVersion() {
    return operator().with("If-Match", "*");
  }

  private Answer generate(String name) {
    Answer answer = post(operator(), keys(), order(name));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static ObjectNode order(String name) {
    ObjectNode order = members("name", name, "environment", "production");
    order.putArray("permissions").add("read");
    return order;
  }

  private String keyPath(Answer generated) {
    return keys() + "/" + generated.json().at("/record/id").asText();
  }

  private static void assertStatus(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void key_isGeneratedRenamedAndRevoked() {
    Answer generated = generate("nightly");
    String text = generated.text("key");
    assertThat(text).startsWith("eyJ");
    assertThat(generated.header("Cache-Control")).isEqualTo("no-store");
    assertThat(generated.header("Location")).isEqualTo("/app/nexus/api/v1" + keyPath(generated));
    assertThat(generated.json().at("/record/lastFour").asText())
        .isEqualTo(text.substring(text.length() - 4));

    Answer shown = get(operator(), keyPath(generated));
    assertThat(shown.text("state")).isEqualTo("active");
    assertThat(shown.body()).doesNotContain(text);
    Answer renamed =
        patch(
            operator().with("If-Match", shown.header("ETag")),
            keyPath(generated),
            members("name", "daily"));
    assertThat(renamed.text("name")).isEqualTo("daily");
    assertThat(renamed.header("ETag")).isNotEqualTo(shown.header("ETag"));

    Answer revoked = post(anyVersion(), keyPath(generated) + "/revoke", members("cause", "leaked"));
    assertThat(revoked.text("state")).isEqualTo("revoked");
    assertThat(revoked.json().at("/revocation/by").asText()).isEqualTo("operator");
    assertThat(get(operator(), keys() + "?state=revoked").json().path("items")).hasSize(1);
    assertThat(get(operator(), keys() + "?state=active").json().path("items")).isEmpty();
    assertThat(server.as("admin").get("/audit/export").body())
        .contains("key.revoke")
        .doesNotContain(text);
  }

  @Test
  void records_ofEachKind_areCreatedChangedAndListed() {
    ConsoleClient admin = server.as("admin");
    Answer organization = post(admin, "/organizations", members("id", "new", "name", "New"));
    assertStatus(organization, 201);
    assertThat(organization.header("Location")).endsWith("/api/v1/organizations/new");
    assertStatus(
        patch(admin.with("If-Match", "\"1\""), "/organizations/new", members("name", "Newer")),
        200);
    assertThat(get(admin, "/organizations").json().at("/items").findValuesAsText("name"))
        .containsExactly("acme", "Newer", "other");
    assertThat(get(operator(), "/organizations").json().at("/items").findValuesAsText("id"))
        .containsExactly("acme");
    assertThat(get(operator(), "/operator").json().path("organizations"))
        .extracting(JsonNode::asText)
        .containsExactly("acme");

    String agent = ACME + "/agents/agent-1";
    Answer restricted =
        post(admin.with("If-Match", "*"), agent + "/restrict", members("reason", "unpaid"));
    assertThat(restricted.json().path("restricted").asBoolean()).isTrue();
    assertThat(
            post(admin.with("If-Match", "*"), agent + "/lift-restriction", members())
                .json()
                .path("restriction")
                .isNull())
        .isTrue();
    assertStatus(get(operator(), agent), 200);
    assertStatus(patch(admin.with("If-Match", "*"), agent, members("name", "Renamed")), 200);
    assertThat(get(operator(), ACME + "/agents?q=renam").json().path("items")).hasSize(1);

    String one = ACME + "/integrations/" + integration;
    assertThat(
            post(anyVersion(), one + "/disable", members("reason", "pause"))
                .json()
                .path("enabled")
                .asBoolean())
        .isFalse();
    assertThat(get(operator(), ACME + "/integrations?disabled=true").json().path("items"))
        .hasSize(1);
    assertStatus(post(anyVersion(), one + "/enable", members()), 200);
    assertStatus(patch(anyVersion(), one, members("name", "Invoices")), 200);
    generate("counted");
    assertThat(get(operator(), one + "/key-counts").json().path("active").asInt()).isEqualTo(1);
    assertThat(get(operator(), one).text("name")).isEqualTo("Invoices");
  }

  @Test
  void rotation_isStartedShownAndCancelled() {
    Answer old = generate("old");
    Answer successor = post(anyVersion(), keyPath(old) + "/rotate", members("grace", "PT1H"));
    assertStatus(successor, 201);
    assertThat(successor.text("key")).startsWith("eyJ").isNotEqualTo(old.text("key"));
    Answer progress = get(operator(), keyPath(old) + "/rotation");
    assertThat(progress.json().path("safeToRevoke").asBoolean()).isFalse();
    assertThat(progress.json().at("/predecessor/state").asText()).isEqualTo("retiring");
    Answer kept = delete(anyVersion(), keyPath(old) + "/rotation");
    assertThat(kept.text("state")).isEqualTo("active");
    assertThat(get(operator(), keyPath(successor)).text("state")).isEqualTo("revoked");
    assertThat(get(operator(), keyPath(old) + "/rotation").status()).isIn(404, 409);
  }

  @Test
  void keys_areRevokedTogetherAfterAPreview() {
    Answer first = generate("first");
    Answer second = generate("second");
    ObjectNode body = members("cause", "unused");
    for (String id :
        List.of(
            first.json().at("/record/id").asText(),
            second.json().at("/record/id").asText(),
            "missing")) {
      body.withArray("keys").addObject().put("integrationId", integration).put("id", id);
    }
    String path = ACME + "/keys/revoke";
    Answer preview = post(operator(), path, body.deepCopy().put("preview", true));
    assertThat(preview.json().path("items").findValuesAsText("outcome"))
        .containsExactly("would-be-revoked", "would-be-revoked", "not-found");
    assertThat(get(operator(), keyPath(first)).text("state")).isEqualTo("active");
    assertThat(post(operator(), path, body).json().path("items").findValuesAsText("outcome"))
        .containsExactly("revoked", "revoked", "not-found");
    assertThat(post(operator(), path, body).json().path("items").findValuesAsText("outcome"))
        .containsExactly("already-revoked", "already-revoked", "not-found");
  }

  @Test
  void generation_thatIsRepeatedWithTheSameKey_isDoneOnce() {
    ConsoleClient client = operator().with("Idempotency-Key", "b7c0");
    ObjectNode order = order("once");
    Answer first = post(client, keys(), order);
    Answer again = post(client, keys(), order);
    assertStatus(first, 201);
    assertStatus(again, 200);
    assertThat(again.json().path("key").isNull()).isTrue();
    assertThat(again.json().at("/record/id")).isEqualTo(first.json().at("/record/id"));
    assertStatus(post(client, keys(), order("two")), 409);
    assertThat(get(operator(), keys()).json().path("items")).hasSize(1);
  }

  @Test
  void version_thatIsOld_is412AndNothingChanges() {
    Answer key = generate("kept");
    ConsoleClient first = operator().with("If-Match", key.header("ETag"));
    assertStatus(patch(first, keyPath(key), members("name", "changed")), 200);
    assertStatus(patch(first, keyPath(key), members("name", "lost")), 412);
    assertStatus(post(first, keyPath(key) + "/revoke", members("cause", "unused")), 412);
    Answer shown = get(operator(), keyPath(key));
    assertThat(shown.text("name")).isEqualTo("changed");
    assertThat(shown.text("state")).isEqualTo("active");
  }

  @Test
  void list_inPages_hasEachKeyOnce() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      made.add(generate("key " + i).json().at("/record/id").asText());
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      String next = cursor.isEmpty() ? "" : "&cursor=" + encode(cursor, UTF_8);
      Answer page = get(operator(), ACME + "/keys?limit=3" + next);
      page.json().path("items").forEach(key -> listed.add(key.path("id").asText()));
      cursor = page.json().path("nextCursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    assertThat(listed).hasSize(7).containsExactlyInAnyOrderElementsOf(made);
    assertStatus(get(operator(), ACME + "/keys?cursor=x"), 400);
  }

  @Test
  void importedKey_isListedAndCanBeRevoked() {
    management.genuine.put(
        "foreign.key.text",
        new KeyClaims(
            TestManagement.ISSUER,
            new KeyRef("acme", integration, "a/b"),
            "agent-1",
            List.of(),
            null,
            null,
            null,
            null));
    Answer imported = post(operator(), "/keys/import", members("key", "foreign.key.text"));
    assertStatus(imported, 201);
    assertThat(imported.text("origin")).isEqualTo("imported");
    assertThat(imported.header("Location")).endsWith("/keys/a%2Fb");
    assertThat(post(operator(), "/keys/import", members("key", "no.key.text")).body())
        .doesNotContain("no.key.text");
    Answer ofOthers = post(server.as("rival"), "/keys/import", members("key", "foreign.key.text"));
    assertThat(ofOthers.body())
        .isEqualTo(post(server.as("rival"), "/keys/import", members("key", "no.key.text")).body());
  }

  @Test
  void signingKeys_areOfAdminsAndHaveNoPrivatePart() {
    ConsoleClient admin = server.as("admin").with("If-Match", "*");
    Answer next = post(admin, "/signing-keys", members("keyId", "sign-9"));
    assertStatus(next, 201);
    Answer active = post(admin, "/signing-keys/sign-9/activate", members());
    assertThat(active.text("state")).isEqualTo("signing");
    assertThat(get(admin, "/signing-keys").body()).doesNotContain("\"d\"", "sealed");
    assertStatus(post(admin, "/signing-keys/sign-9/retire", members()), 409);
  }

  @Test
  void audit_isSeenVerifiedAndKeptApart() {
    generate("audited");
    Answer mine = get(operator(), ACME + "/audit?action=key.generate");
    assertThat(mine.json().path("items").size()).isLessThanOrEqualTo(1);
    assertThat(get(operator(), "/audit").json().path("items").findValuesAsText("organizationId"))
        .isNotEmpty()
        .containsOnly("acme");
    assertStatus(get(operator(), "/organizations/other/audit"), 404);
    assertStatus(get(operator(), "/organizations/other/audit/export"), 404);
    assertThat(get(server.as("admin"), "/audit/verification").json().path("unbroken").asBoolean())
        .isTrue();
    Answer export = CONTRACT.check("GET", "/audit/export", operator().get("/audit/export"));
    assertThat(export.body().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
  }
}
