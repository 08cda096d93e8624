package org.nexusauth.management.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.KEY;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.ORG;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.START;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.finding;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.keyOf;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.alert.delivery.DeliveryWriter;
import org.nexusauth.management.alert.evaluation.AlertEvaluator.EvaluatorWork;
import org.nexusauth.management.alert.event.AlertChange;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.lease.EvaluatorLeaseHolder;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.alert.settings.MailSettings;
import org.nexusauth.management.alert.settings.QuietHours;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.AlertWriter;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.testkit.MutableClock;

/** The evaluation on nodes that share records. */
final class AlertEvaluatorTest {
  private static final Finding WARNING = finding(AlertKind.ERROR_SHARE, KEY, AlertSeverity.WARNING);
  private static final Finding CRITICAL =
      finding(AlertKind.UNKNOWN_KEY, KEY, AlertSeverity.CRITICAL);
  private static final QuietHours NIGHT =
      QuietHours.parse("22:00-07:00 Europe/Berlin").orElseThrow();

  private final MutableClock clock = MutableClock.at(START);
  private final MemoryManagementStore store = new MemoryManagementStore();
  private final AlertFixtures rules = new AlertFixtures();

  /** One node. */
  private final class Node {
    final List<AlertEvent> events = new ArrayList<>();
    final EvaluatorLeaseHolder lease;
    final AlertEvaluator evaluator;

    Node(String name, QuietHours quietHours, RuleEvaluation... evaluations) {
      ManagementPorts ports = new ManagementPorts(store, new NoRevocations(), null, clock);
      MailSettings mail = new MailSettings(List.of("ops@example.com"), "mail/alerts");
      AlertSettings settings =
          new AlertSettings(
              null,
              mail,
              quietHours,
              URI.create("https://console.example.com"),
              AlertThresholds.DEFAULT);
      lease = new EvaluatorLeaseHolder(ports, name);
      evaluator =
          new AlertEvaluator(
              ports,
              lease,
              new EvaluatorWork(
                  List.of(evaluations),
                  new DeliveryWriter(settings),
                  new AlertAnnouncer(List.of(this::failOnce, events::add)),
                  quietHours));
    }

    private void failOnce(AlertEvent event) {
      throw new IllegalStateException("a listener that fails for " + event.alert().id());
    }

    void run() {
      lease.renew();
      evaluator.run();
    }

    void runAfter(Duration time) {
      clock.advance(time);
      run();
    }

    List<AlertChange> changes() {
      return events.stream().map(AlertEvent::change).toList();
    }
  }

  private Node node() {
    return new Node("node-1", QuietHours.NEVER, rules);
  }

  private List<Alert> alerts() {
    return store.read(
        all ->
            all.alerts()
                .listAlerts(AlertQuery.ofOrganizations(null), new PageRequest(200, null))
                .items());
  }

  private List<AlertDelivery> deliveries() {
    return store.read(all -> all.alerts().listDeliveries(new PageRequest(200, null)).items());
  }

  private void change(Consumer<AlertWriter> work) {
    store.write(
        all -> {
          work.accept(all.alerts());
          return true;
        });
  }

  @Test
  void alert_isNotifiedWhenItOpensEscalatesAndCloses_andNotInBetween() {
    Node node = node();
    rules.find(WARNING);
    node.run();
    for (int i = 0; i < 20; i++) {
      node.runAfter(Duration.ofSeconds(10));
    }
    rules.find(new Finding(WARNING.kind(), KEY, AlertSeverity.CRITICAL, "Worse."));
    node.runAfter(Duration.ofSeconds(10));
    rules.find();
    node.runAfter(Duration.ofSeconds(10));
    node.runAfter(Duration.ofMinutes(15));

    assertThat(node.changes())
        .containsExactly(AlertChange.OPENED, AlertChange.ESCALATED, AlertChange.CLOSED);
    assertThat(alerts()).singleElement().extracting(Alert::isOpen).isEqualTo(false);
    assertThat(alerts().get(0).times().repeats()).isEqualTo(4);
    assertThat(deliveries())
        .as("no mail for what is over")
        .extracting(delivery -> delivery.message().title())
        .containsExactly("[critical] Worse.", "[warning] Sentence of ERROR_SHARE, WARNING.");
  }

  @Test
  void twoNodes_notifyOnce_andTheOtherTakesOverWithin30Seconds() {
    Node first = node();
    Node second = new Node("node-2", QuietHours.NEVER, rules);
    first.run();
    second.run();
    rules.find(WARNING);
    clock.advance(Duration.ofSeconds(10));
    second.run();
    first.run();
    second.run();
    assertThat(first.changes()).containsExactly(AlertChange.OPENED);
    assertThat(second.changes()).isEmpty();

    rules.find(WARNING, CRITICAL); // The first node has vanished.
    for (int i = 0; i < 5; i++) {
      second.runAfter(Duration.ofSeconds(5));
    }
    assertThat(second.changes()).as("25 s later").containsExactly(AlertChange.OPENED);
    assertThat(second.events.get(0).alert().kind()).isEqualTo(AlertKind.UNKNOWN_KEY);
    first.run();
    assertThat(first.lease.isHeld()).isFalse();
    assertThat(first.changes()).hasSize(1);
    assertThat(deliveries()).hasSize(2);
  }

  @Test
  void nodeThatLostTheLeaseWhileItEvaluated_writesNothing() {
    Node late = node();
    Node other = new Node("node-2", QuietHours.NEVER);
    late.lease.renew();
    rules.find(WARNING);
    clock.advance(Duration.ofSeconds(20));
    assertThat(other.lease.renew()).as("the lease has expired").isTrue();

    late.evaluator.run();

    assertThat(alerts()).isEmpty();
    assertThat(late.events).isEmpty();
    late.lease.release();
    assertThat(other.lease.renew()).as("it is not the late node's to release").isTrue();
    other.lease.release();
    assertThat(late.lease.renew()).as("it was given back").isTrue();
  }

  @Test
  void nodeWithoutTheLease_resetsItsRules() {
    Node other = new Node("node-2", QuietHours.NEVER);
    other.run();
    node().run();

    assertThat(rules.resets).isEqualTo(1);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void quietHours_holdBackAllButCriticalAlerts_andNotifyAfterwardsInOneGo() {
    clock.set(Instant.parse("2026-11-30T20:59:00Z")); // 21:59 in Berlin.
    Node node = new Node("node-1", NIGHT, rules);
    node.run();
    rules.find(WARNING, CRITICAL, finding(AlertKind.SILENCE, keyOf("k2"), AlertSeverity.INFO));
    node.runAfter(Duration.ofMinutes(1));
    assertThat(node.events)
        .extracting(event -> event.alert().kind())
        .containsExactly(AlertKind.UNKNOWN_KEY);
    rules.find(CRITICAL, finding(AlertKind.SILENCE, keyOf("k2"), AlertSeverity.INFO));
    node.runAfter(Duration.ofMinutes(20));
    node.runAfter(Duration.ofMinutes(20)); // The warning is over, and nobody has heard of it.
    assertThat(node.events).hasSize(1);

    clock.set(Instant.parse("2026-12-01T05:59:59Z"));
    node.run();
    assertThat(node.events).hasSize(1);
    node.runAfter(Duration.ofSeconds(10)); // 07:00 in Berlin.

    assertThat(node.changes())
        .containsExactly(AlertChange.OPENED, AlertChange.OPENED, AlertChange.OPENED);
    assertThat(deliveries()).hasSize(2);
    String mail = deliveries().get(0).message().body();
    assertThat(mail).contains("Sentence of ERROR_SHARE, WARNING.", "Over since: 2026-11-30 21:40");
    assertThat(mail).contains("Sentence of SILENCE, INFO.");
  }

  @Test
  void endOfAnAlert_inQuietHours_isNotifiedAfterwards() {
    clock.set(Instant.parse("2026-11-30T20:55:00Z"));
    Node node = new Node("node-1", NIGHT, rules);
    rules.find(WARNING);
    node.run();
    rules.find();
    node.runAfter(Duration.ofMinutes(6));
    node.runAfter(Duration.ofMinutes(16));
    assertThat(alerts()).noneMatch(Alert::isOpen);
    assertThat(node.changes()).containsExactly(AlertChange.OPENED);

    node.runAfter(Duration.ofHours(9));
    assertThat(node.changes()).containsExactly(AlertChange.OPENED, AlertChange.CLOSED);
  }

  @Test
  void mutedAlert_isListedAndNotNotified_untilTheMuteEnds() {
    Node node = node();
    AlertMute mute =
        new AlertMute(
            "m",
            WARNING.kind(),
            new AlertSubject(ORG, "int_a", null),
            START,
            START.plus(Duration.ofHours(1)),
            "ada");
    change(alerts -> alerts.putMute(mute));
    rules.find(WARNING, finding(WARNING.kind(), keyOf("k2"), AlertSeverity.CRITICAL), CRITICAL);
    node.run();
    assertThat(alerts()).hasSize(3);
    assertThat(node.events).hasSize(1);
    rules.find(WARNING, CRITICAL);
    node.runAfter(Duration.ofMinutes(1));
    node.runAfter(Duration.ofMinutes(16)); // That of k2 closes unheard.

    node.runAfter(Duration.ofMinutes(44));
    assertThat(node.events)
        .extracting(event -> event.alert().finding().sentence())
        .containsExactly(CRITICAL.sentence(), WARNING.sentence());
  }

  @Test
  void ruleThatIsSwitchedOff_findsNothingThere() {
    Node node = node();
    change(
        alerts ->
            alerts.insertRuleSwitch(new RuleSwitch(ORG, WARNING.kind(), false, START, "ada", 1)));
    AlertSubject elsewhere = new AlertSubject("org_b", null, null);
    rules.find(WARNING, CRITICAL, finding(WARNING.kind(), elsewhere, AlertSeverity.WARNING));

    node.run();

    assertThat(alerts())
        .extracting(Alert::finding)
        .containsExactlyInAnyOrder(
            CRITICAL, finding(WARNING.kind(), elsewhere, AlertSeverity.WARNING));
  }

  @Test
  void rulesThatFail_leaveTheirAlertsAndTheOtherRulesAlone() {
    AlertFixtures others = new AlertFixtures();
    rules.kinds = EnumSet.of(WARNING.kind());
    others.kinds = EnumSet.of(CRITICAL.kind());
    Node node = new Node("node-1", QuietHours.NEVER, rules, others);
    rules.find(WARNING);
    node.run();
    rules.failing = true;
    others.find(CRITICAL);
    clock.advance(Duration.ofDays(1));

    assertThatThrownBy(node::run).hasMessage("the store of usage is away");
    assertThatThrownBy(() -> node.runAfter(Duration.ofDays(1)))
        .hasMessage("the store of usage is away");
    assertThat(alerts()).extracting(Alert::finding).containsExactly(CRITICAL, WARNING);
    assertThat(alerts()).allMatch(Alert::isOpen);
  }

  @Test
  void rules_areEvaluatedEveryTenSeconds_alsoWhenTheClockIsSetBack() {
    Node node = node();
    node.run();
    rules.find(WARNING);
    node.runAfter(Duration.ofSeconds(9));
    assertThat(alerts()).isEmpty();
    node.runAfter(Duration.ofSeconds(1));
    assertThat(alerts()).hasSize(1);

    rules.find(WARNING, CRITICAL);
    node.runAfter(Duration.ofDays(-1));
    assertThat(alerts()).hasSize(2);
  }

  @Test
  void textsOfClients_areMadeStorable() {
    Node node = node();
    AlertSubject odd = new AlertSubject("org\u0000", "i".repeat(300), "k\ud83d");
    rules.find(
        new Finding(AlertKind.UNKNOWN_KEY, odd, AlertSeverity.CRITICAL, "\u0000".repeat(9_000)));

    node.run();

    AlertSubject subject = alerts().get(0).subject();
    assertThat(subject.organizationId()).startsWith("org").doesNotContain("\u0000");
    assertThat(subject.integrationId()).hasSize(255);
    assertThat(subject.keyId()).doesNotContain("\ud83d");
    assertThat(alerts().get(0).finding().sentence()).hasSizeLessThanOrEqualTo(2_000);
    node.runAfter(Duration.ofMinutes(1));
    assertThat(alerts()).as("it is found again").hasSize(1);
  }

  @Test
  void acknowledgedAlert_isNotNotifiedOf() {
    Node night = new Node("node-1", NIGHT, rules);
    clock.set(Instant.parse("2026-11-30T22:00:00Z"));
    rules.find(WARNING);
    night.run();
    Alert alert = alerts().get(0);
    change(
        all ->
            all.updateAlert(
                alert.withAcknowledgement(new Acknowledgement(clock.instant(), "ada", "seen"))));

    night.runAfter(Duration.ofHours(9));

    assertThat(night.events).isEmpty();
    assertThat(Objects.requireNonNull(alerts().get(0).acknowledgement()).note()).isEqualTo("seen");
  }

  @Test
  void oldAlertsAndDeliveries_areDeleted() {
    Node node = node();
    rules.find(WARNING);
    node.run();
    rules.find();
    node.runAfter(Duration.ofSeconds(10));
    node.runAfter(Duration.ofHours(1));
    assertThat(alerts()).hasSize(1);

    node.runAfter(Duration.ofDays(91));
    assertThat(alerts()).isEmpty();
    assertThat(deliveries()).as("it is still pending").hasSize(1);
  }
}
