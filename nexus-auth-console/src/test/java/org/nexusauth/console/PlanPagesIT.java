package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.testkit.TestKeys;

/** Plans, the plan of a key and what is left of its limits: pages and API. */
class PlanPagesIT {
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static final TestKeys KEYS = TestKeys.create();
  private static ApiKeyGate gate;
  private static ConsoleServer server;
  private static FormClient admin;
  private static FormClient operator;
  private static String integration;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.limit.mode", "enforce");
    settings.put("nexus.auth.limit.default", "60/minute");
    gate = ApiKeyGate.builder(settings).build();
    server =
        ConsoleServer.start(
            new ContainerAccess(ConsoleRoles.STANDARD),
            () -> MANAGEMENT.services,
            new PageSources(() -> ProtectedApi.UNKNOWN, () -> Set.of(gate)));
    integration = TestManagement.prepareIntegration(server, "acme", "Billing");
    admin = FormClient.of(server.as("admin"));
    operator = FormClient.of(server.as("operator"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    gate.close();
  }

  private static String generateKey() {
    ObjectNode order = TestManagement.members("name", "Key", "environment", "staging");
    order.putArray("permissions").add("read");
    String id =
        server
            .as("operator")
            .with("Idempotency-Key", UUID.randomUUID().toString())
            .post("/organizations/acme/integrations/" + integration + "/keys", order)
            .json()
            .path("record")
            .path("id")
            .asText();
    return "organizations/acme/integrations/" + integration + "/keys/" + id;
  }

  private static void addPlan(String name, String policies) {
    Answer added = admin.submit("plans", "name", name, "policies", policies);
    assertThat(added.status()).isEqualTo(303);
    assertThat(added.header("Location")).endsWith("plans?notice=plan-added");
  }

  @Test
  void plan_isAddedChangedAndDeleted() {
    assertThat(admin.open("plans").body()).contains("settings, read-only", "60/minute, 1000/hour");
    addPlan("gold", "600/minute");

    assertThat(admin.open("plans/gold").body())
        .contains("600/minute", "No valid key has this plan.", "Delete plan gold");
    Answer changed = admin.submit("plans/gold/change", "policies", "900/minute", "version", "1");
    assertThat(changed.header("Location")).endsWith("gold?notice=plan-changed");
    Answer stale = admin.submit("plans/gold/change", "policies", "1/minute", "version", "1");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body()).contains("Now its limits are 900/minute.");
    assertThat(admin.submit("plans/gold/delete", "version", "2").status()).isEqualTo(303);
    assertThat(admin.open("plans/gold").status()).isEqualTo(404);
  }

  @Test
  void wrongPlan_isSaidAtItsField_andNothingIsChanged() {
    Answer wrong = admin.submit("plans", "name", "<b>", "policies", "often");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("id=\"error-name\"", "id=\"error-policies\"", "&lt;b&gt;")
        .doesNotContain("<b>");
    assertThat(admin.open("plans").body()).doesNotContain("often");
  }

  @Test
  void plans_areForAdmins() {
    assertThat(operator.open("plans").status()).isEqualTo(403);
    assertThat(operator.open("plans/default").status()).isEqualTo(403);
    assertThat(operator.submit("plans", "name", "mine", "policies", "1/minute").status())
        .isEqualTo(403);
    assertThat(operator.submit("plans/default/delete", "version", "1").status()).isEqualTo(403);
  }

  @Test
  void keysPlan_isChangedByOperators_andKeepsThePlan() {
    addPlan("silver", "30/minute");
    String key = generateKey();
    assertThat(operator.open(key).body())
        .contains("0 of 60 this minute, resets in ", "Change plan of key", "hx-get");

    Answer unknown = operator.submit(key + "/plan", "plan", "none<", "version", "2");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body()).contains("Known here: default, silver", "id=\"error-plan\"");
    Answer done = operator.submit(key + "/plan", "plan", "silver", "version", "2");
    assertThat(done.status()).isEqualTo(303);
    assertThat(operator.open(key).body()).contains("by its record; the key itself claims none");
    assertThat(operator.open("organizations/acme/keys?plan=silver").body()).contains("…");

    assertThat(admin.open("plans/silver").body())
        .contains("organizations/acme/keys?plan=silver", "It cannot be deleted while keys have it")
        .doesNotContain("Delete plan silver");
    assertThat(admin.submit("plans/silver/delete", "version", "1").status()).isEqualTo(409);
    FormClient viewer = FormClient.of(server.as("viewer"));
    assertThat(viewer.open(key).body()).doesNotContain("Change plan");
    assertThat(viewer.submit(key + "/plan", "plan", "default", "version", "3").status())
        .isEqualTo(403);
    FormClient rival = FormClient.of(server.as("rival"));
    assertThat(rival.open(key + "/limits").status()).isEqualTo(404);
    assertThat(rival.submit(key + "/plan", "plan", "default", "version", "3").status())
        .isEqualTo(404);
  }

  @Test
  void limits_areReadAsAPartOfThePage_andByTheApi() {
    String key = generateKey();

    Answer part = operator.open(key + "/limits");
    assertThat(part.status()).isEqualTo(200);
    assertThat(part.body()).startsWith("<div id=\"limits\"").contains("0 of 60 this minute");
    JsonNode state = server.as("viewer").get("/" + key + "/limits").json();
    assertThat(state.path("mode").asText()).isEqualTo("enforce");
    assertThat(state.path("plan").asText()).isEqualTo("default");
    assertThat(state.at("/windows/0/remaining").asInt()).isEqualTo(60);
  }

  @Test
  void plans_areManagedByTheApi() {
    ConsoleClient api = server.as("admin");
    Answer made =
        api.post("/plans", TestManagement.members("name", "bronze", "policies", "5/minute"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(api.get("/plans/bronze").json().path("source").asText()).isEqualTo("record");
    assertThat(api.get("/plans").json().path("items").size()).isGreaterThanOrEqualTo(2);
    assertThat(server.as("viewer").get("/plans/none").status()).isEqualTo(404);
    assertThat(api.with("If-Match", "\"1\"").delete("/plans/bronze").status()).isEqualTo(204);
  }
}
