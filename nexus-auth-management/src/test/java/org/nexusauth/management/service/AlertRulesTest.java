package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nexusauth.event.Outcome;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.management.alert.delivery.DeliveryWriter;
import org.nexusauth.management.alert.evaluation.AlertAnnouncer;
import org.nexusauth.management.alert.evaluation.AlertEvaluator;
import org.nexusauth.management.alert.evaluation.AlertEvaluator.EvaluatorWork;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.lease.EvaluatorLeaseHolder;
import org.nexusauth.management.alert.lookup.ActivityEvaluation;
import org.nexusauth.management.alert.lookup.ActivityEvaluation.ActivitySources;
import org.nexusauth.management.alert.lookup.RecordEvaluation;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.alert.settings.QuietHours;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.reason.Reason;
import org.nexusauth.testkit.MemoryUsageStore;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;

/** From records and usage to alerts. */
final class AlertRulesTest {
  private final ServiceFixture fixture = ServiceFixture.joined();
  private final MemoryUsageStore usage = new MemoryUsageStore();
  private final List<AlertEvent> events = new ArrayList<>();
  private final EvaluatorLeaseHolder lease = new EvaluatorLeaseHolder(fixture.ports, "node-1");
  private final AlertEvaluator evaluator =
      new AlertEvaluator(
          fixture.ports,
          lease,
          new EvaluatorWork(
              List.of(
                  new RecordEvaluation(fixture.ports, AlertThresholds.DEFAULT),
                  new ActivityEvaluation(
                      fixture.ports,
                      AlertThresholds.DEFAULT,
                      new ActivitySources(
                          usage,
                          new LimitPlans(
                              ServiceFixture.CONFIGURED.standard(),
                              ServiceFixture.CONFIGURED.named()),
                          "https://api.example.com"))),
              new DeliveryWriter(AlertSettings.NONE),
              new AlertAnnouncer(List.of(events::add)),
              QuietHours.NEVER));
  private long batches;

  private void runAfter(Duration time) {
    fixture.clock.advance(time);
    lease.renew();
    evaluator.run();
  }

  private void count(KeyRef ref, Outcome outcome, long number) {
    Instant now = fixture.clock.instant();
    KeyId key = new KeyId(ref.organizationId(), ref.integrationId(), ref.keyId());
    KeyMinute minute =
        new KeyMinute(key, now.truncatedTo(ChronoUnit.MINUTES), Map.of(outcome, number), Map.of());
    batches++;
    usage.write(new UsageBatch("node-1", batches, now, List.of(minute), List.of(), 0));
  }

  private void completeUsage() {
    batches++;
    Instant now = fixture.clock.instant();
    usage.write(new UsageBatch("node-1", batches, now, List.of(), List.of(), 0));
  }

  private List<Alert> open(AlertKind kind) {
    return fixture.store.read(
        all ->
            all
                .alerts()
                .listAlerts(AlertQuery.ofOrganizations(null), new PageRequest(200, null))
                .items()
                .stream()
                .filter(alert -> alert.isOpen() && alert.kind() == kind)
                .toList());
  }

  @Test
  void keyThatExpires_opensAnAlertThatEscalates_andClosesWhenItIsRevoked() {
    Generated key = fixture.generate(); // For 180 days.
    fixture.use(key.record().ref(), fixture.clock.instant());
    runAfter(Duration.ofDays(140));
    assertThat(open(AlertKind.EXPIRING)).isEmpty();

    runAfter(Duration.ofDays(20));
    assertThat(open(AlertKind.EXPIRING)).hasSize(1);
    runAfter(Duration.ofDays(15));
    runAfter(Duration.ofDays(4).plusHours(23));
    assertThat(events)
        .filteredOn(event -> event.alert().kind() == AlertKind.EXPIRING)
        .extracting(event -> event.change().code())
        .startsWith("opened", "escalated");

    fixture.apiKeys.revoke(
        ServiceFixture.operator(),
        key.record().ref(),
        new KeyRevocationRequest(Cause.UNUSED, "", null),
        ANY);
    runAfter(Duration.ofMinutes(6));
    runAfter(Duration.ofMinutes(6));
    assertThat(open(AlertKind.EXPIRING)).isEmpty();
    assertThat(events.get(events.size() - 1).change().code()).isEqualTo("closed");
  }

  @Test
  void unusedKeys_areFoundOverAllPages() {
    for (int i = 0; i < 230; i++) {
      fixture.generate();
    }
    runAfter(Duration.ofDays(91));

    assertThat(fixture.store.<Integer>read(all -> all.alerts().listOpenAlerts(1_000).size()))
        .isEqualTo(230);
    assertThat(open(AlertKind.UNUSED))
        .hasSize(200)
        .allMatch(alert -> alert.subject().organizationId().equals(ORG));
  }

  @Test
  void revokedKeyInUse_opensAnAlertWithinAMinute() {
    KeyRef ref = fixture.generate().record().ref();
    count(ref, Outcome.ofStatus(200), 5);
    runAfter(Duration.ofSeconds(60));
    assertThat(open(AlertKind.REVOKED_KEY_USED)).isEmpty();
    fixture.apiKeys.revoke(
        ServiceFixture.operator(), ref, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);
    fixture.clock.advance(Duration.ofMinutes(1));
    count(ref, Outcome.denied(Reason.KEY_REVOKED), 12);

    fixture.clock.advance(Duration.ofSeconds(60));
    completeUsage();
    runAfter(Duration.ofSeconds(1));

    assertThat(open(AlertKind.REVOKED_KEY_USED))
        .singleElement()
        .satisfies(alert -> assertThat(alert.subject().keyId()).isEqualTo(ref.keyId()));
  }

  @Test
  void storeOfUsageThatIsAway_leavesTheRulesAboutRecords() {
    AlertEvaluator failing = evaluatorWith(now -> failUsage());
    fixture.generate();
    fixture.clock.advance(Duration.ofDays(160));
    lease.renew();

    assertThatThrownBy(failing::run).hasMessage("away");
    assertThat(open(AlertKind.EXPIRING)).hasSize(1);
  }

  private static void failUsage() {
    throw new IllegalStateException("away");
  }

  private AlertEvaluator evaluatorWith(Consumer<Instant> failure) {
    return new AlertEvaluator(
        fixture.ports,
        lease,
        new EvaluatorWork(
            List.of(
                new FailingEvaluation(failure),
                new RecordEvaluation(fixture.ports, AlertThresholds.DEFAULT)),
            new DeliveryWriter(AlertSettings.NONE),
            new AlertAnnouncer(List.of()),
            QuietHours.NEVER));
  }
}
