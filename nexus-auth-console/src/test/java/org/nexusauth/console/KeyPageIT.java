package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** The page of a key, and the part that says when it was first used. */
class KeyPageIT {
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static final ApiKeys SERVICE = MANAGEMENT.services.apiKeys();
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static ConsoleServer server;
  private static FormClient operator;
  private static String integration;
  private KeyRef key;

  @BeforeAll
  static void start() throws Exception {
    server = ConsoleServer.start(() -> MANAGEMENT.services);
    integration = TestManagement.prepareIntegration(server, "acme", "Billing & more");
    operator = FormClient.of(server.as("operator"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void generateKey() {
    ObjectNode order = TestManagement.members("name", HOSTILE, "environment", "staging");
    order.putArray("permissions").add("orders:<read>");
    Answer made =
        server
            .as("operator")
            .with("Idempotency-Key", UUID.randomUUID().toString())
            .post("/organizations/acme/integrations/" + integration + "/keys", order);
    key = new KeyRef("acme", integration, made.json().path("record").path("id").asText());
  }

  private static ChangeContext change() {
    Operator ada = new Operator("ada", Role.OPERATOR, Set.of("acme"));
    return new ChangeContext(ada, "req-1", "192.0.2.1", null);
  }

  private static String path(KeyRef ref) {
    return "organizations/acme/integrations/" + ref.integrationId() + "/keys/" + ref.keyId();
  }

  private static String open(KeyRef ref) {
    Answer page = operator.open(path(ref));
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  private static void revoke(KeyRef ref, Cause cause, Instant at) {
    SERVICE.revoke(
        change(), ref, new KeyRevocationRequest(cause, "in a <chat>", at), ExpectedVersion.ANY);
  }

  @Test
  void page_hasWhatIsKnownAndItsHistory() {
    assertThat(open(key))
        .contains(key.keyId(), "sha256:", "staging", "orders:&lt;read&gt;", "Never used")
        .contains("Billing &amp; more", "It is accepted.", "operator</bdi>")
        .contains("Rotate key …", "Revoke key …", "Rename key …")
        .contains("created the key", "signed the key")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain(HOSTILE, "eyJ", "Exposed", "Not managed here", "Never shown");
  }

  @Test
  void viewer_seesNoForms() {
    Answer page = server.as("viewer").send("GET", "/app/nexus/" + path(key), new byte[0]);
    assertThat(page.body())
        .contains(key.keyId(), "created the key")
        .doesNotContain("Rotate key", "Revoke key", "Rename key");
    assertThat(
            FormClient.of(server.as("viewer"))
                .submit(path(key) + "/rename", "name", "New", "version", "2")
                .status())
        .isEqualTo(403);
  }

  @Test
  void key_ofAnotherOrganization_isNotThere() {
    FormClient rival = FormClient.of(server.as("rival"));
    assertThat(rival.open(path(key)).status()).isEqualTo(404);
    assertThat(rival.open(path(key) + "/first-use").status()).isEqualTo(404);
    assertThat(rival.submit(path(key) + "/rename", "name", "New", "version", "2").status())
        .isEqualTo(404);
    assertThat(operator.open(path(new KeyRef("acme", integration, "none"))).status())
        .isEqualTo(404);
  }

  @Test
  void usedKey_saysWhenAndFromWhere() {
    assertThat(operator.open(path(key) + "/first-use").status()).isEqualTo(204);
    MANAGEMENT.useKey(key, "1.4.0<b>");
    assertThat(open(key)).contains("10.2.0.0/24", "1.4.0&lt;b&gt;").doesNotContain("Never used");
    Answer part = operator.open(path(key) + "/first-use");
    assertThat(part.status()).isEqualTo(200);
    assertThat(part.body())
        .startsWith("<span>")
        .contains("First used", "10.2.0.0/24", "with client <bdi>1.4.0&lt;b&gt;</bdi>")
        .doesNotContain("hx-", "<html");
  }

  @Test
  void revokedKey_saysWhyAndHowToGetAnother() {
    revoke(key, Cause.LEAKED, null);
    assertThat(open(key))
        .contains("Nothing can bring this key back", "keys/new?like=" + key.keyId())
        .contains("leaked", "in a &lt;chat&gt;", "ada</bdi>", "revoked the key")
        .doesNotContain("Rotate key", "Revoke key", "To be revoked");
  }

  @Test
  void revocationToCome_saysWhen() {
    revoke(key, Cause.UNUSED, Instant.now().plus(Duration.ofDays(2)));
    assertThat(open(key)).contains("To be revoked", "no longer needed", "Revoke key …");
  }

  @Test
  void exposedKey_saysSo() {
    SERVICE.reportLeak(change(), key, "github", false);
    assertThat(open(key)).contains("Exposed.", "reported as leaked", "Revoke it", "Revoke key …");
  }

  @Test
  void rotatedKey_leadsToItsSuccessorAndBack() {
    KeyRef successor =
        SERVICE
            .rotate(
                change(),
                key,
                new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(7)),
                ExpectedVersion.ANY)
            .record()
            .ref();
    assertThat(open(key))
        .contains("Replaced by", path(successor) + "\"", "See the rotation", "at the latest")
        .doesNotContain("Rotate key …");
    assertThat(open(successor)).contains("Replaces", path(key) + "\"", "Rotate key …");
  }

  @Test
  void keyFromElsewhere_isNotManagedHere() {
    KeyRef elsewhere = new KeyRef("acme", "int-unknown", "id?&" + UUID.randomUUID());
    MANAGEMENT.genuine.put(
        elsewhere.keyId(), new KeyClaims(null, elsewhere, null, List.of(), null, null, null, null));
    SERVICE.importKey(change(), elsewhere.keyId());
    String path = path(elsewhere).replace("?", "%3F").replace("&", "%26");
    assertThat(operator.open(path).body())
        .contains("Not managed here.", "int-unknown", "recorded the key", "Revoke key ")
        .doesNotContain("Rotate key", "<dt>Environment", "Never shown");
  }

  @Test
  void name_isChanged() {
    Answer done = operator.submit(path(key) + "/rename", "name", " New ", "version", "2");
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).endsWith(path(key) + "?notice=renamed");
    assertThat(open(key)).contains("value=\"New\"", "renamed the key", "→ <bdi>New</bdi>");
  }

  @Test
  void wrongName_isToldAtItsField() {
    Answer wrong = operator.submit(path(key) + "/rename", "name", "", "version", "2");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("id=\"error-name\"", "<details class=\"rename\" open");
    assertThat(operator.submit(path(key) + "/rename", "name", "x", "version", "x").status())
        .isEqualTo(400);
    assertThat(open(key)).doesNotContain("renamed the key");
  }

  @Test
  void nameOfAKeyThatWasChanged_showsThePresentOne() {
    operator.submit(path(key) + "/rename", "name", "First", "version", "2");
    Answer stale = operator.submit(path(key) + "/rename", "name", "Second", "version", "2");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body())
        .contains("Now it is called First and is active.", "value=\"First\"", "value=\"3\"")
        .doesNotContain("Second");
  }
}
