package org.nexusauth.management.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.KEY;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.START;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.finding;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.keyOf;
import static org.nexusauth.management.alert.evaluation.AlertFixtures.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** How alerts open, repeat, escalate and close. */
final class AlertStateMachineTest {
  private static final AlertKind RULE = AlertKind.ERROR_SHARE;
  private static final Finding WARNING = finding(RULE, KEY, AlertSeverity.WARNING);
  private static final Finding CRITICAL = finding(RULE, KEY, AlertSeverity.CRITICAL);

  private final AlertStateMachine states = new AlertStateMachine();

  private Alert opened() {
    return states.compare(List.of(), result(WARNING), START).opened().get(0);
  }

  private static Alert notified(Alert alert) {
    return alert.withNotice(alert.notice().sent(alert.severity()));
  }

  private AlertChanges after(Alert alert, Duration time, Finding... findings) {
    return states.compare(List.of(alert), result(findings), START.plus(time));
  }

  @Test
  void finding_opensAnAlert_andPeopleAreToBeNotified() {
    Alert alert = opened();

    assertThat(alert.finding()).isEqualTo(WARNING);
    assertThat(alert.times()).isEqualTo(new AlertTimes(START, START, 0, null));
    assertThat(alert.notice()).isEqualTo(new AlertNotice(true, null));
    assertThat(alert.version()).isEqualTo(1);
  }

  @Test
  void findings_ofOneRuleAndSubject_areOneAlertOfTheHighestSeverity() {
    AlertChanges changes = states.compare(List.of(), result(WARNING, CRITICAL, WARNING), START);

    assertThat(changes.opened()).extracting(Alert::finding).containsExactly(CRITICAL);
    assertThat(changes.leftOut()).isZero();
  }

  @Test
  void repeat_isCountedOnceAMinute() {
    Alert alert = notified(opened());

    assertThat(after(alert, Duration.ofSeconds(59), WARNING).isEmpty()).isTrue();
    Alert repeated = after(alert, Duration.ofSeconds(60), WARNING).updated().get(0);
    assertThat(repeated.times().repeats()).isEqualTo(1);
    assertThat(repeated.times().lastSeenAt()).isEqualTo(START.plusSeconds(60));
    assertThat(repeated.notice()).as("people know of it").isEqualTo(alert.notice());
    assertThat(repeated.version()).isEqualTo(alert.version() + 1);
  }

  @Test
  void higherSeverity_isToBeNotifiedAgain_andALowerOneChangesNothing() {
    Alert alert = notified(opened());

    Alert escalated = after(alert, Duration.ofSeconds(1), CRITICAL).updated().get(0);
    assertThat(escalated.severity()).isEqualTo(AlertSeverity.CRITICAL);
    assertThat(escalated.notice()).isEqualTo(new AlertNotice(true, AlertSeverity.WARNING));
    Alert lower = after(notified(escalated), Duration.ofMinutes(5), WARNING).updated().get(0);
    assertThat(lower.severity()).isEqualTo(AlertSeverity.CRITICAL);
    assertThat(lower.finding().sentence()).isEqualTo(WARNING.sentence());
    assertThat(lower.notice().due()).isFalse();
  }

  @Test
  void acknowledgedAlert_thatEscalates_isToBeNotified() {
    Alert acknowledged = opened().withAcknowledgement(new Acknowledgement(START, "ada", ""));
    assertThat(acknowledged.notice().due()).isFalse();

    assertThat(after(acknowledged, Duration.ofSeconds(1), CRITICAL).updated())
        .allMatch(alert -> alert.notice().due() && alert.acknowledgement() != null);
  }

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void alert_closesWhenItsRuleHasFoundNothingForAWhile(AlertKind kind) {
    Finding found = finding(kind, KEY, AlertSeverity.WARNING);
    Alert alert = states.compare(List.of(), result(found), START).opened().get(0);
    Duration closeAfter = AlertTiming.of(kind).closeAfter();

    assertThat(after(alert, Duration.ofSeconds(10)).isEmpty()).as("missing for 0 s").isTrue();
    assertThat(after(alert, closeAfter.plusSeconds(9)).isEmpty()).as("a second less").isTrue();
    Alert closed = after(alert, closeAfter.plusSeconds(10)).closed().get(0);
    assertThat(closed.times().closedAt()).isEqualTo(START.plus(closeAfter).plusSeconds(10));
    assertThat(closed.isOpen()).isFalse();
  }

  @Test
  void findingThatComesAndGoes_isOneAlert() {
    Alert alert = opened();
    List<Alert> opened = new ArrayList<>();
    for (int minute = 1; minute < 600; minute++) {
      Finding[] findings = minute % 10 == 0 ? new Finding[] {WARNING} : new Finding[0];
      AlertChanges changes = after(alert, Duration.ofMinutes(minute), findings);
      assertThat(changes.closed()).isEmpty();
      opened.addAll(changes.opened());
      alert = changes.updated().stream().findFirst().orElse(alert);
    }

    assertThat(opened).isEmpty();
    assertThat(alert.times().repeats()).isEqualTo(59);
  }

  @Test
  void alert_ofARuleThatWasNotEvaluated_staysOpen() {
    Alert alert = opened();
    EvaluationResult others = new EvaluationResult(EnumSet.of(AlertKind.EXPIRING), List.of());
    after(alert, Duration.ofSeconds(10));

    Instant later = START.plus(Duration.ofDays(1));
    assertThat(states.compare(List.of(alert), others, later).isEmpty()).isTrue();
    assertThat(states.compare(List.of(alert), result(), later).closed())
        .as("it was missing before and since")
        .hasSize(1);
  }

  @Test
  void clockThatIsSetBack_closesNothing() {
    Alert alert = opened();
    after(alert, Duration.ofMinutes(1));

    assertThat(after(alert, Duration.ofDays(-1)).isEmpty()).isTrue();
    assertThat(after(alert, Duration.ofMinutes(2)).isEmpty()).isTrue();
  }

  @Test
  void reset_startsTheWhileAgain() {
    Alert alert = opened();
    after(alert, Duration.ofMinutes(1));
    states.reset();

    assertThat(after(alert, Duration.ofHours(1)).isEmpty()).isTrue();
  }

  @Test
  void openAlerts_ofARuleInAnOrganization_areBounded() {
    Finding[] many = new Finding[AlertStateMachine.MAX_OPEN_OF_RULE + 3];
    for (int i = 0; i < many.length; i++) {
      many[i] = finding(RULE, keyOf("k" + i), AlertSeverity.INFO);
    }
    AlertChanges first = states.compare(List.of(), result(many), START);
    assertThat(first.opened()).hasSize(AlertStateMachine.MAX_OPEN_OF_RULE);
    assertThat(first.leftOut()).isEqualTo(3);

    AlertChanges second = states.compare(first.opened(), result(many), START.plusSeconds(10));
    assertThat(second.opened()).isEmpty();
    assertThat(second.leftOut()).isEqualTo(3);
    Finding other = finding(AlertKind.SILENCE, KEY, AlertSeverity.INFO);
    assertThat(states.compare(first.opened(), result(other), START).opened()).hasSize(1);
  }

  @Test
  void ids_differ() {
    Finding[] two = {WARNING, finding(RULE, keyOf("k2"), AlertSeverity.INFO)};
    assertThat(
            Set.copyOf(
                states.compare(List.of(), result(two), START).opened().stream()
                    .map(Alert::id)
                    .toList()))
        .hasSize(2);
  }
}
