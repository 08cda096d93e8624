package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** Alerts, mutes, rules and channels as pages. */
class AlertPagesIT {
  private static final Instant START = Instant.parse("2026-11-30T13:00:00Z");
  private static final String ALERTS = "organizations/acme/alerts";
  private static final String RULE = "organizations/acme/alert-rules/silence";

  private ConsoleServer server;
  private FormClient operator;

  @BeforeEach
  void start() throws Exception {
    TestManagement management = new TestManagement();
    server = ConsoleServer.start(() -> management.services);
    String integration = TestManagement.prepareIntegration(server, "acme", "Orders");
    TestManagement.prepareIntegration(server, "other", "Theirs");
    AlertSubject key = new AlertSubject("acme", integration, "key-1");
    String hostile = "<script>alert(1)</script>";
    management.record(
        alertOf("hostile", new Finding(AlertKind.SILENCE, key, AlertSeverity.CRITICAL, hostile)),
        closedOf("past", new Finding(AlertKind.UNUSED, key, AlertSeverity.INFO, "Long unused.")));
    operator = FormClient.of(server.as("operator"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static Alert alertOf(String id, Finding finding) {
    return new Alert(id, finding, AlertTimes.openedAt(START), null, AlertNotice.FIRST, 1);
  }

  private static Alert closedOf(String id, Finding finding) {
    AlertTimes times = AlertTimes.openedAt(START).closedAt(START.plusSeconds(60));
    return new Alert(id, finding, times, null, AlertNotice.FIRST, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, organizations/acme/alerts, 200",
    "viewer, organizations/acme/alerts?state=closed&rule=unused&severity=info, 200",
    "viewer, organizations/acme/alerts?rule=none, 400",
    "viewer, alerts/hostile, 200",
    "viewer, alerts/past, 200",
    "viewer, alerts/none, 404",
    "viewer, organizations/acme/alert-rules, 200",
    "viewer, organizations/acme/alert-rules/unknown-key, 200",
    "viewer, organizations/acme/alert-rules/none, 404",
    "operator, alert-channels, 403",
    "admin, alert-channels, 200",
    "rival, organizations/acme/alerts, 404",
    "rival, alerts/hostile, 404",
    "rival, organizations/acme/alert-rules, 404",
    "rival, organizations/acme/alert-rules/silence, 404"
  })
  void page_isForThoseWhoMaySeeIt(String user, String path, int status) {
    assertThat(FormClient.of(server.as(user)).open(path).status()).isEqualTo(status);
  }

  @Test
  void alerts_areListedOpenOnesFirst_andEscaped() {
    String page = operator.open(ALERTS).body();
    assertThat(page)
        .contains("&lt;script", "Long unused.")
        .doesNotContain("<script>alert")
        .containsSubsequence("critical", "&lt;script", "Long unused.", "closed");
    assertThat(operator.open("alerts/hostile").body()).doesNotContain("<script>alert");
  }

  @Test
  void changes_areForOperatorsOfTheOrganization() {
    FormClient viewer = FormClient.of(server.as("viewer"));
    assertThat(viewer.open("alerts/hostile").body()).doesNotContain("Acknowledge this alert");
    String[] note = {"note", "", "version", "1"};
    assertThat(viewer.submit("alerts/hostile/acknowledge", note).status()).isEqualTo(403);
    assertThat(viewer.submit("alerts/hostile/mute", "period", "1 hour").status()).isEqualTo(403);
    assertThat(viewer.submit(RULE, "enabled", "false", "version", "0").status()).isEqualTo(403);
    assertThat(operator.submit("alert-channels/test").status()).isEqualTo(403);
  }

  @Test
  void alert_isAcknowledgedOnce() {
    String path = "alerts/hostile/acknowledge";
    Answer wrong = operator.submit(path, "note", "x".repeat(2_000), "version", "1");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("id=\"error-note\"");
    Answer done = operator.submit(path, "note", "On <it>", "version", "1");
    assertThat(done.header("Location")).endsWith("alerts/hostile?notice=alert-acknowledged");
    assertThat(operator.open("alerts/hostile").body()).contains("On &lt;it", "acknowledged");
    assertThat(operator.submit(path, "note", "Again", "version", "1").status()).isEqualTo(412);
    assertThat(operator.submit("alerts/past/acknowledge", "note", "", "version", "1").status())
        .isEqualTo(409);
  }

  @Test
  void rule_isMutedHereAndUnmuted() {
    Answer wrong = operator.submit("alerts/hostile/mute", "period", "9y");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(operator.open(ALERTS).body()).doesNotContain("<h2>Muted</h2>");
    assertThat(operator.submit("alerts/hostile/mute", "period", "24 hours").status())
        .isEqualTo(303);

    String page = operator.open(ALERTS).body();
    assertThat(page).contains("<h2>Muted</h2>");
    String mute = page.replaceAll("(?s).*name=\"mute\" value=\"([^\"]+)\".*", "$1");
    String path = "organizations/acme/alerts/unmute";
    FormClient rival = FormClient.of(server.as("rival"));
    assertThat(rival.submit(path, "mute", mute).status()).isEqualTo(404);
    assertThat(operator.submit(path, "mute", mute).status()).isEqualTo(303);
    assertThat(operator.submit(path, "mute", mute).status()).isEqualTo(404);
  }

  @Test
  void rule_isSwitchedForTheOrganization() {
    assertThat(operator.open(RULE).body()).contains("Switch “Silence” off");
    String[] off = {"enabled", "false", "version", "0"};
    assertThat(operator.submit(RULE, off).status()).isEqualTo(303);
    assertThat(operator.open(RULE).body()).contains("Switch “Silence” on");
    String[] stale = {"enabled", "true", "version", "0"};
    assertThat(operator.submit(RULE, stale).status()).isEqualTo(412);
    String[] on = {"enabled", "true", "version", "1"};
    assertThat(operator.submit(RULE, on).status()).isEqualTo(303);
    String[] wrong = {"enabled", "maybe", "version", "2"};
    assertThat(operator.submit(RULE, wrong).status()).isEqualTo(400);
  }

  @Test
  void test_withoutAChannel_isSaidToBeImpossible() {
    Answer answer = FormClient.of(server.as("admin")).submit("alert-channels/test");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("No channel is set up");
  }
}
