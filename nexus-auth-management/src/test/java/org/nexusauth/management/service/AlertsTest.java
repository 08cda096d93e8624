package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;
import static org.nexusauth.management.service.ServiceFixture.START;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertChannelView;
import org.nexusauth.management.alert.AlertChannels;
import org.nexusauth.management.alert.AlertFilter;
import org.nexusauth.management.alert.AlertRuleView;
import org.nexusauth.management.alert.AlertView;
import org.nexusauth.management.alert.Alerts;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.alert.settings.QuietHours;
import org.nexusauth.management.alert.settings.WebhookSecret;
import org.nexusauth.management.alert.settings.WebhookSettings;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertState;
import org.nexusauth.management.model.alert.AlertTimes;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.PageRequest;

/** What operators see and do with alerts and channels. */
final class AlertsTest {
  private static final AlertKind RULE = AlertKind.SILENCE;
  private static final PageRequest PAGE = new PageRequest(50, null);
  private static final ChangeContext OPERATOR = ServiceFixture.operator();
  private static final ChangeContext VIEWER =
      ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.VIEWER, ORG), null);
  private static final ChangeContext STRANGER =
      ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.OPERATOR, "org_b"), null);

  private final ServiceFixture fixture = ServiceFixture.joined();
  private final Alerts alerts = new Alerts(fixture.ports, AlertThresholds.DEFAULT);
  private final AlertSubject key = new AlertSubject(ORG, fixture.integration.id(), "k1");

  @BeforeEach
  void insertAlerts() {
    insert("a1", RULE, key, AlertSeverity.WARNING);
    insert("a2", AlertKind.UNUSED, key, AlertSeverity.INFO);
    insert("b1", RULE, new AlertSubject("org_b", null, null), AlertSeverity.CRITICAL);
  }

  private void insert(String id, AlertKind kind, AlertSubject subject, AlertSeverity severity) {
    Finding finding = new Finding(kind, subject, severity, "A sentence.");
    Alert alert = new Alert(id, finding, AlertTimes.openedAt(START), null, AlertNotice.FIRST, 1);
    fixture.store.write(all -> all.alerts().insertAlert(alert));
  }

  private static Operator operator(ChangeContext context) {
    return context.operator();
  }

  private List<String> list(ChangeContext context, AlertFilter filter) {
    return alerts.list(operator(context), filter, PAGE).items().stream()
        .map(view -> view.alert().id())
        .toList();
  }

  @Test
  void alerts_areListedOfTheOrganizationsThatTheOperatorSees() {
    assertThat(list(VIEWER, AlertFilter.ALL)).containsExactly("a1", "a2");
    assertThat(list(STRANGER, AlertFilter.ALL)).containsExactly("b1");
    assertThat(list(ServiceFixture.admin(), AlertFilter.ALL)).containsExactly("b1", "a1", "a2");
    assertThat(list(ServiceFixture.admin(), AlertFilter.ofOrganization(ORG)))
        .containsExactly("a1", "a2");
    assertThat(list(VIEWER, AlertFilter.ALL.with(RULE, null))).containsExactly("a1");
    assertThat(list(VIEWER, AlertFilter.ALL.with(null, AlertSeverity.INFO))).containsExactly("a2");
    assertThat(list(VIEWER, AlertFilter.ALL.withState(AlertState.CLOSED))).isEmpty();
    assertKind(Kind.NOT_FOUND, () -> list(VIEWER, AlertFilter.ofOrganization("org_b")));
    assertThat(alerts.countOpen(operator(VIEWER), null))
        .isEqualTo(
            Map.of(AlertSeverity.INFO, 1L, AlertSeverity.WARNING, 1L, AlertSeverity.CRITICAL, 0L));
  }

  @Test
  void alertOfAnotherOrganization_isNotThere() {
    assertThat(alerts.get(operator(VIEWER), "a1").alert().id()).isEqualTo("a1");
    assertKind(Kind.NOT_FOUND, () -> alerts.get(operator(VIEWER), "b1"));
    assertKind(Kind.NOT_FOUND, () -> alerts.get(operator(VIEWER), "none"));
    assertKind(Kind.NOT_FOUND, () -> alerts.acknowledge(OPERATOR, "b1", "x", ANY));
    assertKind(Kind.NOT_FOUND, () -> alerts.acknowledge(VIEWER, "b1", "x", ANY));
  }

  @Test
  void acknowledgement_isRecordedAndAudited() {
    AlertView view = alerts.acknowledge(OPERATOR, "a1", "Ada looks.", ExpectedVersion.of(1));

    assertThat(view.alert().acknowledgement())
        .isEqualTo(new Acknowledgement(START, "ada", "Ada looks."));
    assertThat(view.alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(view.alert().notice()).isEqualTo(new AlertNotice(false, AlertSeverity.WARNING));
    assertThat(fixture.lastEvent())
        .extracting(AuditEvent::action, AuditEvent::subjectId, AuditEvent::organizationId)
        .containsExactly("alert.acknowledge", "a1", ORG);
    assertThat(fixture.lastEvent().after()).containsEntry("note", "Ada looks.");
    assertKind(Kind.STALE, () -> alerts.acknowledge(OPERATOR, "a1", "x", ExpectedVersion.of(1)));
    assertKind(Kind.FORBIDDEN, () -> alerts.acknowledge(VIEWER, "a1", "x", ANY));
    assertKind(Kind.INVALID, () -> alerts.acknowledge(OPERATOR, "a1", "x\ny", ANY));
    assertThat(alerts.acknowledge(OPERATOR, "a2", "", ANY).alert().acknowledgement()).isNotNull();
  }

  @Test
  void closedAlert_cannotBeAcknowledged() {
    Alert known = alerts.get(operator(VIEWER), "a1").alert();
    Alert closed =
        new Alert("a1", known.finding(), known.times().closedAt(START), null, known.notice(), 2);
    fixture.store.write(all -> all.alerts().updateAlert(closed));

    assertKind(Kind.CONFLICT, () -> alerts.acknowledge(OPERATOR, "a1", "x", ANY));
  }

  @Test
  void mute_coversItsSubject_untilItEndsOrIsLifted() {
    AlertMute mute = alerts.mute(OPERATOR, RULE, key, Duration.ofHours(1));
    assertThat(mute.until()).isEqualTo(START.plus(Duration.ofHours(1)));
    assertThat(alerts.get(operator(VIEWER), "a1").mute()).isEqualTo(mute);
    assertThat(alerts.get(operator(VIEWER), "a2").mute()).isNull();
    assertThat(fixture.lastEvent().action()).isEqualTo("alert.mute");
    AlertMute longer = alerts.mute(OPERATOR, RULE, key, null);
    assertThat(longer.id()).as("it replaces the other").isEqualTo(mute.id());
    assertThat(longer.until()).isNull();
    assertThat(alerts.listMutes(operator(VIEWER), null)).containsExactly(longer);
    assertThat(alerts.listMutes(operator(STRANGER), null)).isEmpty();

    assertKind(Kind.NOT_FOUND, () -> alerts.unmute(STRANGER, mute.id()));
    assertKind(Kind.FORBIDDEN, () -> alerts.unmute(VIEWER, mute.id()));
    alerts.unmute(OPERATOR, mute.id());
    assertThat(fixture.lastEvent().action()).isEqualTo("alert.unmute");
    assertThat(alerts.listMutes(operator(VIEWER), null)).isEmpty();
    assertKind(Kind.NOT_FOUND, () -> alerts.unmute(OPERATOR, mute.id()));

    alerts.mute(OPERATOR, RULE, new AlertSubject(ORG, null, null), Duration.ofHours(24));
    assertThat(alerts.get(operator(VIEWER), "a1").mute()).isNotNull();
    fixture.clock.advance(Duration.ofHours(24));
    assertThat(alerts.get(operator(VIEWER), "a1").mute()).isNull();
  }

  @Test
  void mute_ofWhatIsNotThere_isRejected() {
    Duration hour = Duration.ofHours(1);
    for (AlertSubject subject :
        List.of(new AlertSubject("org_b", null, null), new AlertSubject(ORG, "int_other", null))) {
      assertKind(Kind.NOT_FOUND, () -> alerts.mute(OPERATOR, RULE, subject, hour));
    }
    AlertSubject keyAlone = new AlertSubject(ORG, null, "k1");
    assertKind(Kind.INVALID, () -> alerts.mute(OPERATOR, RULE, keyAlone, hour));
    assertKind(Kind.FORBIDDEN, () -> alerts.mute(VIEWER, RULE, key, hour));
    for (Duration period : List.of(Duration.ofSeconds(59), Duration.ofDays(365).plusNanos(1))) {
      assertKind(Kind.INVALID, () -> alerts.mute(OPERATOR, RULE, key, period));
    }
  }

  @Test
  void mutes_ofAnOrganization_areBounded() {
    for (int i = 0; i < Alerts.MAX_MUTES; i++) {
      AlertMute mute =
          new AlertMute("m" + i, RULE, new AlertSubject(ORG, "int", "k" + i), START, null, "ada");
      fixture.store.write(
          all -> {
            all.alerts().putMute(mute);
            return true;
          });
    }

    assertKind(Kind.CONFLICT, () -> alerts.mute(OPERATOR, RULE, key, null));
  }

  @Test
  void rule_isSwitchedForOneOrganization() {
    List<AlertRuleView> rules = alerts.listRules(operator(VIEWER), ORG);
    assertThat(rules).extracting(AlertRuleView::kind).containsExactly(AlertKind.values());
    assertThat(rules).allMatch(rule -> rule.enabled() && rule.version() == 0);
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(
                        Stream.of(
                            rule.description().title(),
                            rule.description().looksAt(),
                            rule.description().threshold(),
                            rule.description().advice()))
                    .noneMatch(String::isBlank));

    AlertRuleView off = alerts.switchRule(OPERATOR, ORG, RULE, false, ExpectedVersion.of(0));
    assertThat(off.enabled()).isFalse();
    assertThat(alerts.getRule(operator(VIEWER), ORG, RULE)).isEqualTo(off);
    assertThat(fixture.lastEvent())
        .extracting(AuditEvent::action, AuditEvent::subjectId, AuditEvent::after)
        .containsExactly("alert-rule.disable", "silence", Map.of("enabled", "false"));
    assertKind(
        Kind.STALE, () -> alerts.switchRule(OPERATOR, ORG, RULE, true, ExpectedVersion.of(0)));
    AuditEvent last = fixture.lastEvent();
    alerts.switchRule(OPERATOR, ORG, RULE, false, ANY);
    assertThat(fixture.lastEvent()).as("nothing has changed").isEqualTo(last);
    assertThat(alerts.switchRule(OPERATOR, ORG, RULE, true, ExpectedVersion.of(1)).version())
        .isEqualTo(2);
    assertKind(Kind.FORBIDDEN, () -> alerts.switchRule(VIEWER, ORG, RULE, true, ANY));
    assertKind(Kind.NOT_FOUND, () -> alerts.switchRule(STRANGER, ORG, RULE, true, ANY));
    assertKind(Kind.NOT_FOUND, () -> alerts.listRules(operator(STRANGER), "org_b"));
  }

  private AlertChannels channels(@Nullable WebhookSettings webhook) {
    return new AlertChannels(
        fixture.ports,
        new AlertSettings(webhook, null, QuietHours.NEVER, null, AlertThresholds.DEFAULT));
  }

  private static WebhookSettings webhook() {
    return new WebhookSettings(
        URI.create("https://h.example.com/s3cr3t"),
        List.of(WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow()),
        false);
  }

  @Test
  void test_isSentByAnAdmin_throughTheDeliveries() {
    AlertChannels channels = channels(webhook());
    ChangeContext admin = ServiceFixture.admin();

    AlertDelivery test = channels.sendTest(admin).get(0);

    assertThat(channels.getDelivery(operator(admin), test.id())).isEqualTo(test);
    assertThat(channels.listDeliveries(operator(admin), PAGE).items()).containsExactly(test);
    assertThat(fixture.lastEvent())
        .extracting(AuditEvent::action, AuditEvent::subjectId)
        .containsExactly("alert-channel.test", "webhook");
    assertKind(Kind.FORBIDDEN, () -> channels.sendTest(OPERATOR));
    assertKind(Kind.FORBIDDEN, () -> channels.list(operator(OPERATOR)));
    assertKind(Kind.FORBIDDEN, () -> channels.listDeliveries(operator(OPERATOR), PAGE));
    assertKind(Kind.FORBIDDEN, () -> channels.getDelivery(operator(OPERATOR), test.id()));
    assertKind(Kind.NOT_FOUND, () -> channels.getDelivery(operator(admin), "none"));
    assertKind(Kind.CONFLICT, () -> channels(null).sendTest(admin));
  }

  @Test
  void stoppedChannel_isRestartedByAnAdmin() {
    AlertChannels channels = channels(webhook());
    ChangeContext admin = ServiceFixture.admin();
    ChannelStop stop = new ChannelStop(AlertChannel.WEBHOOK, START, "HTTP 410");
    fixture.store.write(
        all -> {
          all.alerts().putChannelStop(stop);
          return true;
        });
    assertThat(channels.list(operator(admin)))
        .containsExactly(new AlertChannelView(AlertChannel.WEBHOOK, "https://h.example.com", stop));

    assertKind(Kind.FORBIDDEN, () -> channels.restart(OPERATOR, AlertChannel.WEBHOOK));
    assertKind(Kind.INVALID, () -> channels.restart(admin, AlertChannel.MAIL));
    channels.restart(admin, AlertChannel.WEBHOOK);

    assertThat(channels.list(operator(admin)))
        .extracting(AlertChannelView::stop)
        .containsOnlyNulls();
    AuditEvent event = Objects.requireNonNull(fixture.lastEvent());
    assertThat(event.action()).isEqualTo("alert-channel.restart");
    channels.restart(admin, AlertChannel.WEBHOOK);
    assertThat(fixture.lastEvent()).as("nothing has changed").isEqualTo(event);
  }
}
