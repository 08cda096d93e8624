package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertState;
import org.nexusauth.management.model.alert.AlertTimes;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Alerts, mutes and switches of rules. */
abstract class AlertRecordTests extends DeliveryRecordTests {
  private static final int ALL = 1_000_000;
  private static final AlertKind RULE = AlertKind.SILENCE;

  AlertRecordTests() {}

  private Alert alert(String keyId, AlertSeverity severity, Instant openedAt) {
    return alertOf(
        RULE, new AlertSubject(org(), fixtures.integrationId, keyId), severity, openedAt);
  }

  private static Alert alertOf(
      AlertKind kind, AlertSubject subject, AlertSeverity severity, Instant openedAt) {
    return new Alert(
        RecordFixtures.newId(),
        new Finding(kind, subject, severity, "A sentence – with 12 numbers."),
        AlertTimes.openedAt(openedAt),
        null,
        AlertNotice.FIRST,
        1);
  }

  private String org() {
    return fixtures.organizationId;
  }

  private static Alert closed(Alert alert, Instant at) {
    return new Alert(
        alert.id(),
        alert.finding(),
        alert.times().closedAt(at),
        alert.acknowledgement(),
        alert.notice().dropped(),
        alert.version() + 1);
  }

  @Test
  void alert_isKeptAsItIs_andUpdatedByVersion() {
    Alert opened = alert("k", AlertSeverity.WARNING, NOW);
    insert(all -> all.alerts().insertAlert(opened));
    assertEquals(Optional.of(opened), read(all -> all.alerts().findAlert(opened.id())));

    Alert changed =
        new Alert(
            opened.id(),
            new Finding(RULE, opened.subject(), AlertSeverity.CRITICAL, "Another \uD83D\uDD11."),
            opened.times().repeatedAt(NOW.plusSeconds(60)),
            new Acknowledgement(NOW.plusSeconds(70), "ada", ""),
            new AlertNotice(false, AlertSeverity.WARNING),
            2);
    assertTrue(isWritten(all -> all.alerts().updateAlert(changed)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.alerts().updateAlert(changed)), "version 2 does not follow 2");
    assertEquals(Optional.of(changed), read(all -> all.alerts().findAlert(opened.id())));
    assertEquals(Optional.empty(), read(all -> all.alerts().findAlert("other")));
  }

  @Test
  void openAlert_ofARuleAndSubject_isOneAtMost() {
    Alert first = alert("k", AlertSeverity.WARNING, NOW);
    Alert second = alert("k", AlertSeverity.CRITICAL, NOW.plusSeconds(1));
    Alert ofIntegration =
        alertOf(
            RULE, new AlertSubject(org(), fixtures.integrationId, null), AlertSeverity.INFO, NOW);
    Alert ofOtherRule = alertOf(AlertKind.UNUSED, first.subject(), AlertSeverity.INFO, NOW);
    insert(all -> all.alerts().insertAlert(first));

    assertFalse(isWritten(all -> all.alerts().insertAlert(first)), "the id is taken");
    assertFalse(isWritten(all -> all.alerts().insertAlert(second)), "the first one is open");
    insert(all -> all.alerts().insertAlert(ofIntegration));
    insert(all -> all.alerts().insertAlert(ofOtherRule));
    insert(all -> all.alerts().updateAlert(closed(first, NOW.plusSeconds(5))));
    insert(all -> all.alerts().insertAlert(second));
    assertEquals(
        Set.of(second, ofIntegration, ofOtherRule),
        Set.copyOf(own(read(all -> all.alerts().listOpenAlerts(ALL)))));
  }

  private List<Alert> own(List<Alert> alerts) {
    return alerts.stream().filter(alert -> alert.subject().organizationId().equals(org())).toList();
  }

  @Test
  void alerts_areListedByStateSeverityAndAge_inParts() {
    Alert oldInfo = inserted(alert("a", AlertSeverity.INFO, NOW));
    Alert newInfo = inserted(alert("b", AlertSeverity.INFO, NOW.plusSeconds(1)));
    Alert critical = inserted(alert("c", AlertSeverity.CRITICAL, NOW.minusSeconds(9)));
    Alert over = inserted(alert("d", AlertSeverity.CRITICAL, NOW.plusSeconds(2)));
    Alert closed = closed(over, NOW.plusSeconds(3));
    insert(all -> all.alerts().updateAlert(closed));

    List<Alert> expected = List.of(critical, newInfo, oldInfo, closed);
    List<Alert> found = new ArrayList<>();
    String cursor = null;
    do {
      ResultPage<Alert> page = list(query(null, null, null), new PageRequest(1, cursor));
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    assertEquals(expected, found);
    assertEquals(
        expected.subList(1, 3),
        list(query(RULE, AlertSeverity.INFO, AlertState.OPEN), new PageRequest(9, null)).items());
    assertEquals(
        List.of(closed),
        list(query(null, null, AlertState.CLOSED), new PageRequest(9, null)).items());
    assertEquals(
        Map.of(AlertSeverity.INFO, 2L, AlertSeverity.CRITICAL, 1L),
        read(all -> all.alerts().countOpenAlerts(Set.of(org()))));
  }

  private Alert inserted(Alert alert) {
    insert(all -> all.alerts().insertAlert(alert));
    return alert;
  }

  private AlertQuery query(
      @Nullable AlertKind kind, @Nullable AlertSeverity severity, @Nullable AlertState state) {
    return new AlertQuery(Set.of(org()), null, null, kind, severity, state);
  }

  private ResultPage<Alert> list(AlertQuery query, PageRequest page) {
    return read(all -> all.alerts().listAlerts(query, page));
  }

  @Test
  void alerts_ofOneSubject_areFound() {
    Alert one = inserted(alert("a", AlertSeverity.INFO, NOW));
    inserted(alert("b", AlertSeverity.INFO, NOW));
    Alert acknowledged = one.withAcknowledgement(new Acknowledgement(NOW, "ada", "seen"));
    insert(all -> all.alerts().updateAlert(acknowledged));

    PageRequest page = new PageRequest(9, null);
    AlertQuery ofKey =
        new AlertQuery(null, fixtures.integrationId, "a", null, null, AlertState.ACKNOWLEDGED);
    assertEquals(List.of(acknowledged), list(ofKey, page).items());
    AlertQuery ofOther = new AlertQuery(Set.of(), null, null, null, null, null);
    assertEquals(List.of(), list(ofOther, page).items());
    assertEquals(1, list(query(null, null, AlertState.OPEN), page).items().size());
  }

  @Test
  void alerts_withADueNotice_areListedTheOldestFirst() {
    Alert later = inserted(alert("a", AlertSeverity.INFO, NOW.plusSeconds(1)));
    Alert earlier = inserted(alert("b", AlertSeverity.INFO, NOW));
    Alert sent = inserted(alert("c", AlertSeverity.INFO, NOW));
    insert(
        all -> all.alerts().updateAlert(sent.withNotice(sent.notice().sent(AlertSeverity.INFO))));

    assertEquals(List.of(earlier, later), own(read(all -> all.alerts().listAlertsToNotify(ALL))));
    assertEquals(1, read(all -> all.alerts().listAlertsToNotify(1)).size());
  }

  @Test
  void closedAlerts_areDeletedByAge() {
    Instant longAgo = NOW.minus(Duration.ofDays(9_000));
    Alert old = inserted(alert("a", AlertSeverity.INFO, longAgo));
    Alert open = inserted(alert("b", AlertSeverity.INFO, longAgo));
    Alert closed = closed(old, longAgo.plusSeconds(1));
    insert(all -> all.alerts().updateAlert(closed));

    Instant before = longAgo.plusSeconds(1);
    change(all -> all.alerts().deleteClosedAlerts(before, ALL));
    assertEquals(Optional.of(closed), read(all -> all.alerts().findAlert(old.id())), "at the edge");
    assertEquals(
        1,
        this.<Integer>write(all -> all.alerts().deleteClosedAlerts(before.plusSeconds(1), ALL))
            .intValue());
    assertEquals(List.of(open), list(query(null, null, null), new PageRequest(9, null)).items());
  }

  @Test
  void mutes_areListedUntilTheyEnd() {
    AlertMute ended = mute("k", NOW);
    AlertMute ending = mute("k", NOW.plusNanos(1_000));
    AlertMute unending =
        new AlertMute(
            RecordFixtures.newId(),
            RULE,
            new AlertSubject(org(), null, null),
            NOW.minusSeconds(5),
            null,
            "ada");
    List.of(ended, ending, unending).forEach(mute -> change(all -> all.alerts().putMute(mute)));

    assertEquals(List.of(ending, unending), mutes());
    AlertMute replaced =
        new AlertMute(ending.id(), RULE, ending.subject(), NOW, NOW.plusSeconds(9), "eve");
    change(all -> all.alerts().putMute(replaced));
    assertEquals(List.of(replaced, unending), mutes());
    change(all -> all.alerts().deleteEndedMutes(NOW));
    assertEquals(Optional.empty(), read(all -> all.alerts().findMute(ended.id())));
    assertTrue(isWritten(all -> all.alerts().deleteMute(replaced.id())), "it is there");
    assertFalse(isWritten(all -> all.alerts().deleteMute(replaced.id())), "it is gone");
    assertEquals(Optional.of(unending), read(all -> all.alerts().findMute(unending.id())));
  }

  private AlertMute mute(String keyId, Instant until) {
    AlertSubject subject = new AlertSubject(org(), fixtures.integrationId, keyId);
    return new AlertMute(RecordFixtures.newId(), RULE, subject, NOW, until, "ada");
  }

  private List<AlertMute> mutes() {
    return read(all -> all.alerts().listMutes(Set.of(org()), NOW));
  }

  @Test
  void ruleSwitch_isInsertedOnce_andUpdatedByVersion() {
    RuleSwitch off = new RuleSwitch(org(), RULE, false, NOW, "ada", 1);
    RuleSwitch on = new RuleSwitch(org(), RULE, true, NOW.plusSeconds(1), "eve", 2);
    insert(all -> all.alerts().insertRuleSwitch(off));

    assertFalse(isWritten(all -> all.alerts().insertRuleSwitch(off)), "it is there");
    assertTrue(read(all -> all.alerts().listRuleSwitches(null)).contains(off));
    assertTrue(isWritten(all -> all.alerts().updateRuleSwitch(on)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.alerts().updateRuleSwitch(on)), "2 does not follow 2");
    assertEquals(List.of(on), read(all -> all.alerts().listRuleSwitches(org())));
    assertEquals(List.of(), read(all -> all.alerts().listRuleSwitches("other-" + org())));
  }

  @Test
  void changesOfAlerts_areUndoneWithTheirTransaction() {
    Alert alert = alert("k", AlertSeverity.INFO, NOW);
    EvaluatorLease lease = new EvaluatorLease("node-" + fixtures.mark, NOW);

    assertThrows(
        IllegalStateException.class,
        () ->
            change(
                all -> {
                  all.alerts().insertAlert(alert);
                  all.alerts().putEvaluatorLease(lease);
                  throw new IllegalStateException("undone");
                }));

    assertEquals(Optional.empty(), read(all -> all.alerts().findAlert(alert.id())));
    assertFalse(read(all -> all.alerts().findEvaluatorLease()).equals(Optional.of(lease)));
    change(all -> all.alerts().putEvaluatorLease(lease));
    assertEquals(Optional.of(lease), read(all -> all.alerts().findEvaluatorLease()));
  }
}
