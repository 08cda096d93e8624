package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** Alerts, from the command line. */
class AlertCommandsTest {

  private final RecordShell shell = new RecordShell();
  private String integration;

  @BeforeEach
  void openAlerts() {
    integration = shell.makeIntegration();
    record("spike", AlertKind.TRAFFIC_SPIKE, AlertSeverity.WARNING);
    record("stolen", AlertKind.UNKNOWN_KEY, AlertSeverity.CRITICAL);
  }

  private void record(String id, AlertKind kind, AlertSeverity severity) {
    Finding finding =
        new Finding(kind, new AlertSubject("org_1", integration, "key-1"), severity, "Found.");
    AlertTimes times = AlertTimes.openedAt(Shell.NOW);
    shell
        .opener()
        .records()
        .write(
            records ->
                records
                    .alerts()
                    .insertAlert(new Alert(id, finding, times, null, AlertNotice.FIRST, 1)));
  }

  @Test
  void alerts_withAFilter_areThoseOfIt() {
    assertThat(shell.jsonList("alerts", "list"))
        .extracting(alert -> alert.get("id"))
        .containsExactly("stolen", "spike");
    assertThat(shell.jsonList("alerts", "list", "--severity=critical")).hasSize(1);
    assertThat(shell.jsonList("alerts", "list", "--kind=traffic-spike")).hasSize(1);
    assertThat(shell.jsonList("alerts", "list", "--state=closed")).isEmpty();
    assertThat(shell.jsonList("alerts", "list", "--organization=org_2")).isEmpty();
    assertThat(shell.done("alerts", "list").out())
        .containsPattern("stolen +critical +open +unknown-key");
    assertThat(shell.run("alerts", "list", "--kind=none").code()).isEqualTo(2);
  }

  @Test
  void alert_isShownAndAcknowledged() {
    assertThat(shell.done("alerts", "show", "spike").out())
        .containsPattern("about +organization org_1, integration " + integration + ", key key-1");
    Map<String, Object> done =
        shell.json("alerts", "acknowledge", "spike", "--note=I look at it", "--if-version=1");
    assertThat(done).containsEntry("state", "acknowledged");
    assertThat(shell.done("alerts", "show", "spike").out()).containsPattern("note +I look at it");
    assertThat(shell.run("alerts", "acknowledge", "spike", "--if-version=1").code()).isEqualTo(6);
    assertThat(shell.run("alerts", "show", "none").code()).isEqualTo(5);
  }

  @Test
  void mute_isSetListedAndLifted() {
    Map<String, Object> mute =
        shell.json("alerts", "mute", "traffic-spike", "--organization=org_1", "--for=P7D");
    assertThat(mute).containsEntry("until", "2026-12-01T08:00:00Z");
    assertThat(shell.jsonList("alerts", "mutes", "--organization=org_1")).hasSize(1);
    assertThat(shell.json("alerts", "show", "spike").get("mute")).isEqualTo(mute);
    String id = (String) mute.get("id");
    shell.done("alerts", "unmute", id);
    assertThat(shell.jsonList("alerts", "mutes")).isEmpty();
    assertThat(shell.run("alerts", "unmute", id).code()).isEqualTo(5);
    assertThat(shell.run("alerts", "mute", "unused", "--organization=org_1", "--for=PT1S").code())
        .isEqualTo(2);
  }

  @Test
  void rule_isSwitchedOffAndOn() {
    assertThat(shell.jsonList("alerts", "rules", "org_1")).hasSize(AlertKind.values().length);
    assertThat(shell.json("alerts", "rule-off", "unused", "--organization=org_1"))
        .containsEntry("enabled", false);
    assertThat(shell.done("alerts", "rules", "org_1").out()).containsPattern("unused +off");
    Shell stale =
        shell.run("alerts", "rule-on", "unused", "--organization=org_1", "--if-version=0");
    assertThat(stale.code()).isEqualTo(6);
    assertThat(shell.json("alerts", "rule-on", "unused", "--organization=org_1"))
        .containsEntry("enabled", true);
    assertThat(shell.run("alerts", "rules", "org_2").code()).isEqualTo(5);
  }
}
