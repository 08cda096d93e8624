package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.console.FormClient.hidden;
import static org.nexusauth.console.TestManagement.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.management.apikey.RotationObstacle;
import org.nexusauth.management.model.KeyRef;

/** The pages of a rotation, from its start to its end. */
class RotationPagesIT {
  private static TestManagement management;
  private static ConsoleServer server;
  private static String integration;

  private final FormClient operator = FormClient.of(server.as("operator"));

  @BeforeAll
  static void start() throws Exception {
    management = new TestManagement();
    server = ConsoleServer.start(() -> management.services);
    integration = TestManagement.prepareIntegration(server, "acme", "Orders");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String keysPath() {
    return "organizations/acme/integrations/" + integration + "/keys";
  }

  private static String pathOf(String id, String page) {
    return keysPath() + '/' + id + '/' + page;
  }

  private static String generate(String name) {
    ObjectNode order = members("name", name, "environment", "production");
    order.putArray("permissions").add("orders:read");
    return server
        .as("operator")
        .post('/' + keysPath(), order)
        .json()
        .path("record")
        .path("id")
        .asText();
  }

  private static JsonNode record(String id) {
    return server.as("operator").get('/' + keysPath() + '/' + id).json();
  }

  private static String successorOf(String id) {
    return record(id).path("rotation").path("successorId").asText();
  }

  private static void use(String id) {
    management.recordUse(new KeyRef("acme", integration, id));
  }

  /** The part that refreshes itself has the same relative addresses as the page that it is in. */
  private static String refreshOf(Answer page) {
    int start = page.body().indexOf("hx-get=");
    return page.body().substring(start, page.body().indexOf('>', start));
  }

  private static String inDays(int days) {
    return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
  }

  private Answer rotate(String id, String grace, String deadline) {
    Answer page = operator.open(pathOf(id, "rotate"));
    return operator.submit(
        pathOf(id, "rotate"),
        "grace",
        grace,
        "deadline",
        deadline,
        "nonce",
        hidden(page, "nonce"),
        "version",
        hidden(page, "version"));
  }

  @Test
  void missingSecret_isSaidBeforeTheFormIsFilledIn() {
    String old = generate("Without secret");
    Answer form = operator.open(pathOf(old, "rotate"));
    management.setHasSecret(false);
    try {
      Answer page = operator.open(pathOf(old, "rotate"));
      Answer sent =
          operator.submit(
              pathOf(old, "rotate"),
              "grace",
              "PT1H",
              "deadline",
              inDays(7),
              "nonce",
              hidden(form, "nonce"),
              "version",
              hidden(form, "version"));
      assertThat(page.status()).isEqualTo(200);
      assertThat(sent.status()).isEqualTo(503);
      assertThat(List.of(page.body(), sent.body()))
          .allSatisfy(
              body ->
                  assertThat(body)
                      .contains("No new key can be made now.", "nexus.auth.management.secret")
                      .doesNotContain("Create new key</button>"));
    } finally {
      management.setHasSecret(true);
    }
    assertThat(successorOf(old)).isEmpty();
  }

  @Test
  void rotation_fromItsFormToTheEnd() {
    String old = generate("<b>Billing</b>");
    Answer form = operator.open(pathOf(old, "rotate"));
    assertThat(form.body())
        .contains("orders:read", "production", "Create new key", inDays(30))
        .contains("value=\"PT24H\" required checked")
        .doesNotContain("<b>Billing");
    Answer reveal = rotate(old, "PT1H", inDays(7));
    assertThat(reveal.status()).as(reveal.body()).isEqualTo(200);
    assertThat(reveal.body()).contains("Copy this key now", old + "/rotation\"");
    assertThat(reveal.header("Content-Encoding")).isEmpty();

    String successor = successorOf(old);
    Answer waiting = operator.open(pathOf(old, "rotation"));
    assertThat(waiting.body())
        .contains("Not safe yet: the new key has not been used", "Cancel rotation")
        .contains("hx-get=", "every 3s", "Never used")
        .doesNotContain("<b>Billing");
    assertThat(operator.open(pathOf(successor, "rotation")).header("Location"))
        .endsWith(old + "/rotation");
    use(old);
    use(successor);
    Answer used = operator.open(pathOf(old, "rotation-progress"));
    assertThat(used.body())
        .startsWith("<div")
        .contains(refreshOf(waiting))
        .contains("10.2.0.0/24", "1.4.0", "First request granted", "cannot be cancelled")
        .doesNotContain("/rotation/cancel");
    operator.open(pathOf(old, "revoke?cause=unused"));
    operator.submit(pathOf(old, "revoke"), "cause", "unused", "text", "", "when", "now", "at", "");
    assertThat(operator.open(pathOf(old, "rotation")).body())
        .contains("Nothing is left to do")
        .doesNotContain("every 3s", "Revoke the old key now");
  }

  @Test
  void form_sentTwice_makesOneKey() {
    String old = generate("Twice");
    Answer page = operator.open(pathOf(old, "rotate"));
    String[] fields = {
      "grace",
      "PT0S",
      "deadline",
      inDays(1),
      "nonce",
      hidden(page, "nonce"),
      "version",
      hidden(page, "version")
    };
    assertThat(operator.submit(pathOf(old, "rotate"), fields).body()).contains("Copy this key now");
    String successor = successorOf(old);
    Answer again = operator.submit(pathOf(old, "rotate"), fields);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).contains("was shown").doesNotContain("Copy this key now", "eyJ");
    assertThat(successorOf(old)).isEqualTo(successor);
  }

  static Stream<Arguments> wrongForms() {
    return Stream.of(
        Arguments.argumentSet("another grace", "PT2H", inDays(30), "grace"),
        Arguments.argumentSet("no grace", "", inDays(30), "grace"),
        Arguments.argumentSet("grace after the deadline", "P7D", inDays(6), "grace"),
        Arguments.argumentSet("no date", "PT1H", "", "deadline"),
        Arguments.argumentSet("today", "PT1H", inDays(0), "deadline"),
        Arguments.argumentSet("too late", "PT1H", inDays(31), "deadline"),
        Arguments.argumentSet("no date at all", "PT1H", "tomorrow", "deadline"));
  }

  @ParameterizedTest
  @MethodSource("wrongForms")
  void wrongForm_isShownAgain_andNothingChanges(String grace, String deadline, String field) {
    String old = generate("Wrong");
    Answer answer = rotate(old, grace, deadline);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .contains("href=\"#field-" + field + "\"", "id=\"error-" + field + "\"");
    assertThat(record(old).path("rotation").isNull()).isTrue();
  }

  @Test
  void changedKey_isNotRotatedUnseen() {
    String old = generate("Before");
    Answer page = operator.open(pathOf(old, "rotate"));
    String nonce = hidden(page, "nonce");
    String version = hidden(page, "version");
    server
        .as("operator")
        .with("If-Match", "*")
        .patch('/' + keysPath() + '/' + old, members("name", "After"));
    Answer stale =
        operator.submit(
            pathOf(old, "rotate"),
            "grace",
            "P7D",
            "deadline",
            inDays(20),
            "nonce",
            nonce,
            "version",
            version);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body())
        .contains("After", "Someone has changed this")
        .contains("value=\"P7D\" required checked", inDays(20));
    assertThat(record(old).path("rotation").isNull()).isTrue();
  }

  @Test
  void unusedRotation_isCancelledAfterAQuestion() {
    String old = generate("Cancelled");
    rotate(old, "PT24H", inDays(30));
    String successor = successorOf(old);
    Answer page = operator.open(pathOf(old, "rotation/cancel"));
    assertThat(page.body()).contains("Cancel rotation and revoke key …");
    String version = hidden(page, "version");
    Answer done = operator.submit(pathOf(old, "rotation/cancel"), "version", version);
    assertThat(done.header("Location")).endsWith("/rotation?notice=rotation-cancelled");
    assertThat(record(old).path("state").asText()).isEqualTo("active");
    assertThat(record(successor).path("state").asText()).isEqualTo("revoked");
    assertThat(operator.open(pathOf(old, "rotation")).body()).contains("not being rotated");
    assertThat(operator.submit(pathOf(old, "rotation/cancel"), "version", version).status())
        .isEqualTo(412);
  }

  @Test
  void usedRotation_isNotCancelled() {
    String old = generate("Used");
    rotate(old, "PT24H", inDays(30));
    String version = hidden(operator.open(pathOf(old, "rotation/cancel")), "version");
    use(successorOf(old));
    Answer denied = operator.submit(pathOf(old, "rotation/cancel"), "version", version);
    assertThat(denied.status()).isEqualTo(409);
    assertThat(denied.body()).contains("This rotation cannot be cancelled", "To go back");
    assertThat(record(old).path("state").asText()).isEqualTo("retiring");
  }

  @Test
  void keyThatCannotBeRotated_saysWhatToDoInstead() {
    String revoked = generate("Revoked");
    operator.open(pathOf(revoked, "revoke"));
    operator.submit(
        pathOf(revoked, "revoke"), "cause", "unused", "text", "", "when", "now", "at", "");
    String rotating = generate("Rotating");
    rotate(rotating, "PT24H", inDays(30));

    assertThat(operator.open(pathOf(revoked, "rotate")).body())
        .contains(RotationObstacle.REVOKED.advice(), "keys/new?like=" + revoked)
        .doesNotContain("Create new key");
    assertThat(operator.open(pathOf(rotating, "rotate")).body())
        .contains(RotationObstacle.ROTATING.advice(), "See its rotation");
    String version = record(revoked).path("version").asText();
    Answer answer = rotateOnce(revoked, UUID.randomUUID().toString(), version);
    assertThat(answer.status()).isEqualTo(409);
  }

  private Answer rotateOnce(String id, String nonce, String version) {
    return operator.submit(
        pathOf(id, "rotate"),
        "grace",
        "PT0S",
        "deadline",
        inDays(1),
        "nonce",
        nonce,
        "version",
        version);
  }

  @Test
  void form_withoutItsNonce_saysThatItIsNotComplete() {
    String old = generate("No nonce");
    for (String nonce : new String[] {"", "n-1", "x".repeat(300)}) {
      Answer answer = rotateOnce(old, nonce, record(old).path("version").asText());
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("not complete").doesNotContain("Idempotency-Key");
    }
    assertThat(record(old).path("rotation").isNull()).isTrue();
  }

  @Test
  void others_seeOrChangeNothing() {
    String old = generate("Theirs");
    rotate(old, "PT24H", inDays(30));
    FormClient viewer = FormClient.of(server.as("viewer"));
    assertThat(viewer.open(pathOf(old, "rotation")).body())
        .contains("Not safe yet")
        .doesNotContain("Revoke the old key now", "Cancel rotation");
    assertThat(viewer.open(pathOf(old, "rotate")).status()).isEqualTo(403);
    assertThat(viewer.submit(pathOf(old, "rotation/cancel"), "version", "2").status())
        .isEqualTo(403);
    FormClient rival = FormClient.of(server.as("rival"));
    for (String page :
        new String[] {"rotate", "rotation", "rotation-progress", "rotation/cancel"}) {
      assertThat(rival.open(pathOf(old, page)).status()).as(page).isEqualTo(404);
    }
    assertThat(record(old).path("state").asText()).isEqualTo("retiring");
  }
}
