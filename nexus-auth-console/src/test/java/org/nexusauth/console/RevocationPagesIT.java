package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.console.TestManagement.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.console.ConsoleClient.Answer;

/** The pages that revoke one key or several. */
class RevocationPagesIT {
  private static final String HOSTILE = "<img src=x onerror=alert(1)> \"&'";

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
    return "organizations/acme/integrations/" + integration + "/keys/";
  }

  private static JsonNode generate(String name) {
    ObjectNode order = members("name", name, "environment", "production");
    order.putArray("permissions").add("read");
    return server.as("operator").post('/' + keysPath().replaceAll("/$", ""), order).json();
  }

  private static String idOf(JsonNode generated) {
    return generated.path("record").path("id").asText();
  }

  private static JsonNode record(String id) {
    return server.as("operator").get('/' + keysPath() + id).json();
  }

  private static String pathOf(String id) {
    return keysPath() + id + "/revoke";
  }

  private static String inMinutes(int minutes) {
    return LocalDateTime.now(ZoneOffset.UTC)
        .plusMinutes(minutes)
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }

  private Answer revoke(String id, String cause, String when, String at) {
    operator.open(pathOf(id));
    return operator.submit(pathOf(id), "cause", cause, "text", "", "when", when, "at", at);
  }

  @Test
  void leakedKey_isRevokedAndReplacedWithoutTyping() {
    JsonNode key = generate(HOSTILE);
    String id = idOf(key);
    Answer form = operator.open(pathOf(id));
    assertThat(form.body())
        .contains("Revoke key …" + key.path("record").path("lastFour").asText())
        .contains("Never used")
        .doesNotContain("<img");
    Answer done =
        operator.submit(pathOf(id), "cause", "leaked", "text", "", "when", "now", "at", "");

    assertThat(done.status()).as(done.body()).isEqualTo(303);
    assertThat(done.header("Location")).endsWith("/revoke?notice=key-revoked");
    assertThat(record(id).path("revocation").path("cause").asText()).isEqualTo("leaked");
    Answer after = operator.open(pathOf(id) + "?notice=key-revoked");
    assertThat(after.body())
        .contains("In force on this node now, on all within a second.")
        .contains("keys/new?like=" + id + "\">Generate a replacement</a>")
        .doesNotContain("<form class=\"narrow\"")
        .doesNotContain("<img");
    assertThat(revoke(id, "unused", "now", "").header("Location"))
        .endsWith("notice=key-revoked-before");
    assertThat(record(id).path("revocation").path("cause").asText()).isEqualTo("leaked");
  }

  @Test
  void scheduledRevocation_isBroughtForward() {
    String id = idOf(generate("Scheduled"));
    assertThat(revoke(id, "unused", "later", inMinutes(60)).header("Location"))
        .endsWith("notice=revocation-scheduled");
    assertThat(operator.open(pathOf(id)).body()).contains("brings that forward");
    assertThat(revoke(id, "unused", "later", inMinutes(120)).header("Location"))
        .endsWith("notice=earlier-revocation-stays");
    assertThat(record(id).path("state").asText()).isEqualTo("active");
    assertThat(revoke(id, "leaked", "now", "").header("Location")).endsWith("notice=key-revoked");
    assertThat(record(id).path("state").asText()).isEqualTo("revoked");
  }

  static Stream<Arguments> wrongForms() {
    return Stream.of(
        Arguments.argumentSet("no cause", "", "now", "", "cause"),
        Arguments.argumentSet("rotated", "rotated", "now", "", "cause"),
        Arguments.argumentSet("other without words", "other", "now", "", "text"),
        Arguments.argumentSet("no instant", "unused", "", "", "when"),
        Arguments.argumentSet("at once and a time", "unused", "now", "2030-01-01T00:00", "at"),
        Arguments.argumentSet("no time", "unused", "later", "", "at"),
        Arguments.argumentSet("no time at all", "unused", "later", "tomorrow", "at"),
        Arguments.argumentSet("over", "unused", "later", "2020-01-01T00:00", "at"),
        Arguments.argumentSet("after its end", "unused", "later", "2100-01-01T00:00", "at"));
  }

  @ParameterizedTest
  @MethodSource("wrongForms")
  void wrongForm_isShownAgain_andNothingChanges(
      String cause, String when, String at, String field) {
    String id = idOf(generate("Wrong"));
    Answer answer = revoke(id, cause, when, at);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("href=\"#field-" + field + "\"")
        .contains("id=\"field-" + field + "\"")
        .contains("id=\"error-" + field + "\"");
    assertThat(record(id).path("revocation").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "rival"})
  void others_mayNotRevoke(String user) {
    String id = idOf(generate("Theirs"));
    FormClient other = FormClient.of(server.as(user));
    int status = user.equals("viewer") ? 403 : 404;
    assertThat(other.open(pathOf(id)).status()).isEqualTo(status);
    assertThat(other.submit(pathOf(id), "cause", "leaked", "when", "now").status())
        .isEqualTo(status);
    for (String path : new String[] {"revoke-preview", "revoke-selected"}) {
      assertThat(other.submit(keysPath() + path, "key", id).status()).as(path).isEqualTo(status);
    }
    assertThat(record(id).path("state").asText()).isEqualTo("active");
  }

  @Test
  void selectedKeys_arePreviewedThenRevoked() {
    String first = idOf(generate(HOSTILE));
    String second = idOf(generate("Second"));
    String before = idOf(generate("Before"));
    revoke(before, "unused", "now", "");
    operator.open(pathOf(first));

    Answer preview =
        operator.submit(
            keysPath() + "revoke-preview",
            "key",
            first,
            "key",
            second,
            "key",
            before,
            "key",
            "none",
            "key",
            first);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body())
        .contains("Revoke 2 keys of", "revoked already", "There is no such")
        .doesNotContain("<img")
        .doesNotContain("value=\"" + before);
    Answer wrong = operator.submit(keysPath() + "revoke-selected", "key", first, "cause", "");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("error-cause", "Revoke 1 key of");
    Answer result =
        operator.submit(
            keysPath() + "revoke-selected",
            "key",
            first,
            "key",
            second,
            "key",
            "none",
            "cause",
            "owner-left",
            "text",
            "Ada");
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.body())
        .contains("2 of 3 keys revoked", "not revoked", "There is no such")
        .doesNotContain("<img");
    assertThat(record(second).path("revocation").path("text").asText()).isEqualTo("Ada");
  }

  @Test
  void noSelectedKey_isSaid() {
    operator.open(pathOf(idOf(generate("Unselected"))));
    for (String path : new String[] {"revoke-preview", "revoke-selected"}) {
      assertThat(operator.submit(keysPath() + path).body()).contains("No key is selected");
    }
  }

  @Test
  void unreachableStore_revokesNothing_andSaysSo() {
    String id = idOf(generate("Away"));
    operator.open(pathOf(id));
    management.setReachable(false);
    try {
      assertThat(
              operator
                  .submit(pathOf(id), "cause", "leaked", "text", "", "when", "now", "at", "")
                  .status())
          .isEqualTo(503);
    } finally {
      management.setReachable(true);
    }
    assertThat(record(id).path("state").asText()).isEqualTo("active");
  }
}
