package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;

/** The form for a new key, and the one answer that shows the key. */
class GenerateKeyPageIT {
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static final String HOSTILE = "<b>\"Billing\" & more</b>";
  private static final Pattern KEY_FIELD =
      Pattern.compile("<textarea id=\"new-key\"[^>]*>([^<]+)</textarea>");
  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");
  private static ConsoleServer server;
  private static FormClient operator;
  private static String integration;
  private static String keys;

  @BeforeAll
  static void start() throws Exception {
    server = ConsoleServer.start(() -> MANAGEMENT.services);
    TestManagement.prepareIntegration(server, "acme", "First");
    TestManagement.prepareIntegration(server, "other", "Secret of others");
    operator = FormClient.of(server.as("operator"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Each test has an integration of its own. */
  @BeforeEach
  void prepare() {
    integration = TestManagement.prepareIntegration(server, "acme", HOSTILE + UUID.randomUUID());
    keys = "organizations/acme/integrations/" + integration + "/keys";
  }

  private static String nonceOf(Answer page) {
    Matcher found = NONCE.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }

  private static Map<String, String> fields(String... changed) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("nonce", newNonce());
    fields.put("name", "Nightly job");
    fields.put("environment", "staging");
    fields.put("permissions", "read");
    fields.put("morePermissions", "");
    fields.put("lifetime", "preset");
    fields.put("expiresAt", "");
    fields.put("plan", "");
    for (int i = 0; i < changed.length; i += 2) {
      fields.put(changed[i], changed[i + 1]);
    }
    return fields;
  }

  private static Answer send(FormClient client, Map<String, String> fields) {
    return client.submit(
        keys,
        fields.entrySet().stream()
            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
            .toArray(String[]::new));
  }

  private static Answer send(String... changed) {
    return send(operator, fields(changed));
  }

  private static String keyIn(Answer reveal) {
    Matcher found = KEY_FIELD.matcher(reveal.body());
    assertThat(found.find()).as(reveal.body()).isTrue();
    return found.group(1);
  }

  private static List<JsonNode> recordedKeys() {
    JsonNode items = server.as("viewer").get("/" + keys).json().path("items");
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1).map(items::get).toList();
  }

  @Test
  void form_saysWhatEachChoiceGives() {
    send("permissions", "orders:<read>");
    Answer form = operator.open(keys + "/new");
    assertThat(form.status()).isEqualTo(200);
    assertThat(form.body())
        .contains("no plan, expires after 30 days", "no plan, expires after 365 days")
        .contains("At most 365 days: until the end of ")
        .contains("value=\"orders:&lt;read>\"")
        .contains("&lt;b&gt;\"Billing\" &amp; more&lt;/b&gt;")
        .doesNotContain("required checked", HOSTILE);
  }

  @Test
  void key_isShownInTheAnswerAlone() {
    FormClient browser =
        new FormClient(operator.client().with("Accept-Encoding", "gzip"), operator.token());
    Answer reveal = send(browser, fields("name", HOSTILE));
    assertThat(reveal.status()).isEqualTo(200);
    assertThat(reveal.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reveal.header("Content-Encoding")).isEmpty();
    String key = keyIn(reveal);
    assertThat(key).matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(reveal.body())
        .contains("It is shown once and kept nowhere.")
        .contains("curl -i -H 'api-key: " + key + "' 'http://localhost:" + server.port() + "/app/'")
        .contains("export NEXUS_API_KEY='" + key + "'")
        .doesNotContain(HOSTILE);
    String id = recordedKeys().get(0).path("id").asText();
    String signature = key.substring(key.lastIndexOf('.') + 1);
    for (String path : List.of("/" + id, "/" + id + "/first-use", "/new", "")) {
      assertThat(operator.open(keys + path).body()).doesNotContain(signature);
    }
    assertThat(server.as("admin").get("/audit").body()).doesNotContain(signature);
  }

  @Test
  void key_isAsTheFormSays() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(40);
    send(
        "environment", "production",
        "permissions", "a",
        "morePermissions", "b:1\r\n\r\n  c 2 \r\na",
        "lifetime", "date",
        "expiresAt", day.toString(),
        "plan", "gold");
    JsonNode made = recordedKeys().get(0);
    assertThat(made.path("permissions"))
        .extracting(JsonNode::asText)
        .containsExactly("a", "b:1", "c 2");
    assertThat(made.path("environment").asText()).isEqualTo("production");
    assertThat(made.path("plan").asText()).isEqualTo("gold");
    assertThat(Instant.parse(made.path("expiresAt").asText()))
        .isEqualTo(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  @Test
  void formThatIsSentAgain_makesNoOtherKey() {
    Map<String, String> fields =
        fields(
            "lifetime", "date", "expiresAt", LocalDate.now(ZoneOffset.UTC).plusDays(9).toString());
    String key = keyIn(send(operator, fields));
    Answer again = send(operator, fields);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body())
        .containsPattern("This key was shown at <time[^>]*>[0-9]{2}:[0-9]{2} UTC</time>")
        .contains(keys + "/new\"", keys + "/" + recordedKeys().get(0).path("id").asText() + "\"")
        .doesNotContain(key);
    assertThat(recordedKeys()).hasSize(1);
  }

  @Test
  void formThatIsSentAgainWithOtherValues_makesAKeyWhenItIsConfirmed() {
    Map<String, String> fields = fields();
    send(operator, fields);
    fields.put("name", "Another job");
    Answer conflict = send(operator, fields);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.body()).contains("made a key before", "value=\"Another job\"");
    assertThat(recordedKeys()).hasSize(1);
    fields.put("nonce", nonceOf(conflict));
    keyIn(send(operator, fields));
    assertThat(recordedKeys()).hasSize(2);
  }

  @Test
  void formThatWasOpenForTooLong_isShownAgain() {
    long old = Instant.now().minusSeconds(12 * 3600 + 5).getEpochSecond();
    Answer answer = send("nonce", old + "." + UUID.randomUUID());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("open for more than 12 hours", "value=\"Nightly job\"");
    assertThat(recordedKeys()).isEmpty();
    assertThat(nonceOf(answer)).doesNotStartWith(old + ".");
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        argumentSet("name", "name", "", "name"),
        argumentSet("long name", "name", "x".repeat(81), "name"),
        argumentSet("environment", "environment", "moon", "environment"),
        argumentSet("no permission", "permissions", "", "permissions"),
        argumentSet("long permission", "morePermissions", "x".repeat(256), "permissions"),
        argumentSet("tab", "morePermissions", "a\tb", "permissions"),
        argumentSet("lifetime", "lifetime", "P9999D", "lifetime"),
        argumentSet("date alone", "expiresAt", "2026-12-31", "expiresAt"),
        argumentSet("plan", "plan", "x".repeat(256), "plan"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void wrongField_isToldWithAllValuesKept(String field, String value, String place) {
    Answer answer = send(field, value);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("Nothing was changed", "href=\"#field-" + place + "\"", "id=\"field-" + place)
        .contains("id=\"error-" + place + "\"");
    if (!field.equals("name")) {
      assertThat(answer.body()).contains("value=\"Nightly job\"");
    }
    assertThat(recordedKeys()).isEmpty();
  }

  @Test
  void wrongFields_areToldTogether() {
    assertThat(send("name", "", "environment", "", "permissions", "", "lifetime", "date").body())
        .contains("error-name", "error-environment", "error-permissions", "error-expiresAt");
  }

  @Test
  void form_ofAnotherOrganization_isNotThere() {
    FormClient rival = FormClient.of(server.as("rival"));
    assertThat(rival.open(keys + "/new").status()).isEqualTo(404);
    assertThat(send(rival, fields()).status()).isEqualTo(404);
    assertThat(rival.submit(keys + "/env-file", "key", "eyJhbGciOiJub25l.e30.x").status())
        .isEqualTo(404);
    assertThat(recordedKeys()).isEmpty();
  }

  @Test
  void viewer_mayNotGenerate() {
    FormClient viewer = FormClient.of(server.as("viewer"));
    assertThat(viewer.open(keys + "/new").status()).isEqualTo(403);
    assertThat(send(viewer, fields()).status()).isEqualTo(403);
    assertThat(recordedKeys()).isEmpty();
  }

  @Test
  void formWithoutItsParts_changesNothing() {
    Map<String, String> fields = fields();
    fields.put("organizationId", "other");
    assertThat(send(operator, fields).status()).isEqualTo(400);
    assertThat(send("nonce", "").status()).isEqualTo(400);
    assertThat(send("nonce", "x").status()).isEqualTo(400);
    assertThat(operator.post(keys, "name=x").status()).isEqualTo(403);
    assertThat(recordedKeys()).isEmpty();
  }

  @Test
  void disabledIntegration_hasNoForm() {
    server
        .as("admin")
        .with("If-Match", "*")
        .post(
            "/organizations/acme/integrations/" + integration + "/disable",
            TestManagement.members("reason", "contract <ended>"));
    Map<String, String> fields = fields();
    assertThat(operator.open(keys + "/new").body())
        .contains("This integration is disabled: contract &lt;ended&gt;.", "Enable it first")
        .doesNotContain("name=\"environment\"");
    Answer answer = send(operator, fields);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("This integration is disabled");
    assertThat(recordedKeys()).isEmpty();
  }

  private static String newNonce() {
    return Instant.now().getEpochSecond() + "." + UUID.randomUUID();
  }

  @Test
  void restrictedAgent_isToldInsteadOfTheForm() {
    ConsoleClient admin = server.as("admin").with("If-Match", "*");
    admin.post(
        "/organizations/acme/agents/agent-1/restrict", TestManagement.members("reason", "unpaid"));
    try {
      assertThat(operator.open(keys + "/new").body())
          .contains("The agent Agent is restricted: unpaid.")
          .doesNotContain("name=\"environment\"");
    } finally {
      admin.post("/organizations/acme/agents/agent-1/lift-restriction", TestManagement.members());
    }
  }

  @Test
  void missingSecret_isSaidBeforeTheFormIsFilledIn() {
    MANAGEMENT.setHasSecret(false);
    try {
      for (Answer answer : List.of(operator.open(keys + "/new"), send("name", "In vain"))) {
        assertThat(answer.body())
            .contains("No key can be made now.", "nexus.auth.management.secret")
            .doesNotContain("name=\"environment\"", "Generate API key</button>");
      }
      assertThat(operator.open(keys + "/new").status()).isEqualTo(200);
      assertThat(send("name", "In vain").status()).isEqualTo(503);
    } finally {
      MANAGEMENT.setHasSecret(true);
    }
    assertThat(recordedKeys()).isEmpty();
  }

  @Test
  void formLikeAnotherKey_hasItsValues() {
    send("name", "Old & gold", "permissions", "p:1", "plan", "gold");
    String id = recordedKeys().get(0).path("id").asText();
    assertThat(operator.open(keys + "/new?like=" + id).body())
        .contains("value=\"Old &amp; gold\"", "value=\"gold\"")
        .containsPattern("value=\"staging\" required checked")
        .containsPattern("value=\"p:1\" checked");
    assertThat(operator.open(keys + "/new?like=none").status()).isEqualTo(404);
  }

  @Test
  void addressOfTheReveal_openedAgain_leadsToTheIntegration() {
    Answer answer = operator.open(keys);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location"))
        .endsWith("organizations/acme/integrations/" + integration);
  }

  @Test
  void envFile_hasTheKeyThatWasSent() {
    String key = keyIn(send());
    Answer file = operator.submit(keys + "/env-file", "key", key);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Disposition")).startsWith("attachment");
    assertThat(file.header("Content-Type")).startsWith("text/plain");
    assertThat(file.header("Cache-Control")).isEqualTo("no-store");
    assertThat(file.body()).isEqualTo("NEXUS_API_KEY=" + key + "\n");
    assertThat(operator.submit(keys + "/env-file", "key", "nxs_" + key).body())
        .isEqualTo("NEXUS_API_KEY=nxs_" + key + "\n");
  }

  static Stream<String> noKeys() {
    return Stream.of(
        "",
        "x",
        "eyJhbGciOiJub25l.e30",
        "eyJhbGciOiJub25l.e30.x\nA=b",
        "eyJhbGciOiJub25l.e30.x y",
        "eyJhbGciOiJub25l.e30.<b>",
        "a'b_eyJhbGciOiJub25l.e30.x",
        "eyJhbGciOiJub25l.e30." + "x".repeat(9_000));
  }

  @ParameterizedTest
  @MethodSource("noKeys")
  void envFile_ofSomethingElse_isDenied(String text) {
    Answer answer = operator.submit(keys + "/env-file", "key", text);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
  }
}
