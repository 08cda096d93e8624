package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.console.TestManagement.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** Alerts, mutes, rules and channels by the API. Every answer is held to the description. */
class AlertApiIT {
  private static final OpenApiContract CONTRACT = OpenApiContract.read();
  private static final Instant START = Instant.parse("2026-11-30T13:00:00Z");
  private static final String RULES = "/organizations/acme/alert-rules";

  private TestManagement management;
  private ConsoleServer server;
  private String integration;

  @BeforeEach
  void start() throws Exception {
    management = new TestManagement();
    server = ConsoleServer.start(() -> management.services);
    integration = TestManagement.prepareIntegration(server, "acme", "Orders");
    TestManagement.prepareIntegration(server, "other", "Theirs");
    AlertSubject key = new AlertSubject("acme", integration, "key-1");
    AlertSubject theirs = new AlertSubject("other", null, null);
    management.record(
        alertOf("spike", new Finding(AlertKind.TRAFFIC_SPIKE, key, AlertSeverity.WARNING, "A."), 1),
        alertOf("stolen", new Finding(AlertKind.UNKNOWN_KEY, key, AlertSeverity.CRITICAL, "B."), 0),
        alertOf("theirs", new Finding(AlertKind.UNUSED, theirs, AlertSeverity.INFO, "C."), 2),
        closedOf("past", new Finding(AlertKind.SILENCE, key, AlertSeverity.WARNING, "D.")));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static Alert alertOf(String id, Finding finding, long minutes) {
    return createAlert(id, finding, AlertTimes.openedAt(START.plusSeconds(60 * minutes)));
  }

  private static Alert closedOf(String id, Finding finding) {
    return createAlert(id, finding, AlertTimes.openedAt(START).closedAt(START.plusSeconds(60)));
  }

  private static Alert createAlert(String id, Finding finding, AlertTimes times) {
    return new Alert(id, finding, times, null, AlertNotice.FIRST, 1);
  }

  private Answer get(String user, String path) {
    return CONTRACT.check("GET", path, server.as(user).get(path));
  }

  private Answer post(ConsoleClient client, String path, ObjectNode body) {
    return CONTRACT.check("POST", path, client.post(path, body));
  }

  private ConsoleClient withVersion(String user, String etag) {
    return server.as(user).with("If-Match", etag);
  }

  private static String idsOf(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    answer.json().path("items").forEach(item -> ids.add(item.path("id").asText()));
    return String.join(" ", ids);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, '', stolen spike past",
    "rival, '', theirs",
    "admin, '', stolen spike theirs past",
    "admin, ?organization=other, theirs",
    "viewer, ?kind=unknown-key, stolen",
    "viewer, ?severity=warning, spike past",
    "viewer, ?state=open, stolen spike",
    "viewer, ?state=closed&organization=acme, past",
    "viewer, ?key=key-2, ''"
  })
  void alerts_withAFilter_areThoseOfIt(String user, String query, String expected) {
    assertThat(idsOf(get(user, "/alerts" + query))).isEqualTo(expected);
  }

  @Test
  void alerts_inParts_areAllThereOnce() {
    Answer first = get("viewer", "/alerts?limit=2");
    Answer second = get("viewer", "/alerts?limit=2&cursor=" + first.text("nextCursor"));
    assertThat(idsOf(first)).isEqualTo("stolen spike");
    assertThat(idsOf(second)).isEqualTo("past");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind=none", "severity=high", "state=muted", "cursor=x", "reason=a"})
  void query_thatIsWrong_is400(String query) {
    assertThat(get("viewer", "/alerts?" + query).status()).isEqualTo(400);
  }

  @Test
  void alert_ofOthers_is404() {
    assertThat(get("rival", "/alerts/spike").status()).isEqualTo(404);
    assertThat(get("viewer", "/alerts?organization=other").status()).isEqualTo(404);
    assertThat(get("viewer", "/alert-mutes?organization=other").status()).isEqualTo(404);
    assertThat(get("rival", RULES).status()).isEqualTo(404);
    assertThat(acknowledge("rival", "*", "spike").status()).isEqualTo(404);
  }

  private Answer acknowledge(String user, String version, String id) {
    return post(
        withVersion(user, version),
        "/alerts/" + id + "/acknowledge",
        members("note", "I look at it"));
  }

  @Test
  void alert_isAcknowledgedInTheVersionThatWasRead() {
    Answer shown = get("viewer", "/alerts/spike");
    Answer done = acknowledge("operator", shown.header("ETag"), "spike");
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.text("state")).isEqualTo("acknowledged");
    assertThat(done.json().at("/acknowledgement/by").asText()).isEqualTo("operator");
    assertThat(done.json().at("/acknowledgement/note").asText()).isEqualTo("I look at it");
    assertThat(acknowledge("operator", shown.header("ETag"), "spike").status()).isEqualTo(412);
    assertThat(acknowledge("operator", "*", "past").status()).isEqualTo(409);
    assertThat(post(server.as("operator"), "/alerts/spike/acknowledge", members()).status())
        .isEqualTo(428);
  }

  private ObjectNode muteOf(String kind, @Nullable String period) {
    return members(
        "kind", kind, "organizationId", "acme", "integrationId", integration, "period", period);
  }

  @Test
  void mute_isSetShownAndLifted() {
    Answer added = post(server.as("operator"), "/alert-mutes", muteOf("traffic-spike", "P7D"));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.json().path("until").isNull()).isFalse();
    JsonNode mute = get("viewer", "/alerts/spike").json().path("mute");
    assertThat(mute).isEqualTo(added.json());
    assertThat(get("viewer", "/alerts/stolen").json().path("mute").isNull()).isTrue();
    assertThat(idsOf(get("viewer", "/alert-mutes"))).isEqualTo(added.text("id"));
    assertThat(idsOf(get("rival", "/alert-mutes"))).isEmpty();

    String path = "/alert-mutes/" + added.text("id");
    assertThat(server.as("rival").delete(path).status()).isEqualTo(404);
    assertThat(server.as("operator").delete(path).status()).isEqualTo(204);
    assertThat(server.as("operator").delete(path).status()).isEqualTo(404);
    assertThat(idsOf(get("viewer", "/alert-mutes"))).isEmpty();
  }

  @Test
  void mute_withoutAPeriod_hasNoEnd() {
    Answer added = post(server.as("operator"), "/alert-mutes", muteOf("unused", null));
    assertThat(added.json().path("until").isNull()).isTrue();
  }

  @Test
  void mute_thatIsWrong_isNotSet() {
    ConsoleClient operator = server.as("operator");
    assertThat(post(operator, "/alert-mutes", muteOf("none", null)).status()).isEqualTo(400);
    assertThat(post(operator, "/alert-mutes", muteOf("unused", "PT1S")).status()).isEqualTo(400);
    assertThat(post(operator, "/alert-mutes", members("kind", "unused")).status()).isEqualTo(400);
    assertThat(post(operator, "/alert-mutes", members("organizationId", "acme")).status())
        .isEqualTo(400);
    assertThat(post(server.as("rival"), "/alert-mutes", muteOf("unused", null)).status())
        .isEqualTo(404);
  }

  @Test
  void rule_isSwitchedInTheVersionThatWasRead() {
    JsonNode rules = get("viewer", RULES).json().path("items");
    assertThat(rules).hasSize(AlertKind.values().length);
    String path = RULES + "/traffic-spike";
    Answer shown = get("viewer", path);
    assertThat(shown.json().path("enabled").asBoolean()).isTrue();
    ObjectNode off = members();
    off.put("enabled", false);
    Answer changed = withVersion("operator", shown.header("ETag")).patch(path, off);
    CONTRACT.check("PATCH", path, changed);
    assertThat(changed.json().path("enabled").asBoolean()).isFalse();
    assertThat(changed.text("changedBy")).isEqualTo("operator");
    ConsoleClient stale = withVersion("operator", shown.header("ETag"));
    assertThat(stale.patch(path, off).status()).isEqualTo(412);
    assertThat(withVersion("operator", "*").patch(path, members()).status()).isEqualTo(400);
    assertThat(get("viewer", RULES + "/none").status()).isEqualTo(404);
  }

  @Test
  void channels_withoutOne_areEmptyAndCannotBeTested() {
    assertThat(get("admin", "/alert-channels").json().path("items")).isEmpty();
    assertThat(idsOf(get("admin", "/alert-deliveries"))).isEmpty();
    assertThat(get("admin", "/alert-deliveries/none").status()).isEqualTo(404);
    ConsoleClient admin = server.as("admin");
    assertThat(post(admin, "/alert-channels/test", members()).status()).isEqualTo(409);
    assertThat(post(admin, "/alert-channels/fax/restart", members()).status()).isEqualTo(404);
    assertThat(post(admin, "/alert-channels/mail/restart", members()).status()).isEqualTo(400);
  }
}
