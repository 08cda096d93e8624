package org.nexusauth.management.alert.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.nexusauth.management.alert.delivery.DeliveryWriter;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.internal.Log;
import org.nexusauth.management.alert.lease.EvaluatorLeaseHolder;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.settings.QuietHours;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.store.AlertWriter;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/**
 * Evaluates the rules on the node that has the lease: opens, updates and closes alerts, and puts
 * what people are to be notified of into the deliveries, in one transaction. Used by one thread.
 */
public final class AlertEvaluator implements Runnable {
  /** How often rules are evaluated. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Duration CLEANING_INTERVAL = Duration.ofHours(1);
  private static final Duration KEPT_ALERTS = Duration.ofDays(90);
  private static final Duration KEPT_DELIVERIES = Duration.ofDays(7);
  private static final int CLEANED_ROWS = 5_000;

  private final ManagementPorts ports;
  private final EvaluatorLeaseHolder lease;
  private final List<RuleEvaluation> rules;
  private final DeliveryWriter deliveries;
  private final AlertNotifier notifier;
  private final AlertAnnouncer announcer;
  private final AlertStateMachine states = new AlertStateMachine();
  private Instant nextEvaluation = Instant.MIN;
  private Instant nextCleaning = Instant.MIN;
  private boolean leavesOut;

  /** Written by the evaluating thread, read by any. */
  private volatile long openAlerts;

  /**
   * Makes an evaluator.
   *
   * @param work what it works with
   */
  public AlertEvaluator(ManagementPorts ports, EvaluatorLeaseHolder lease, EvaluatorWork work) {
    this.ports = ports;
    this.lease = lease;
    this.rules = work.rules();
    this.deliveries = work.deliveries();
    this.notifier = new AlertNotifier(work.quietHours());
    this.announcer = work.announcer();
  }

  /**
   * What an evaluator works with.
   *
   * @param rules evaluate the rules
   * @param deliveries writes what is sent
   * @param announcer notifies the application
   * @param quietHours when people are notified of critical alerts alone
   */
  public record EvaluatorWork(
      List<RuleEvaluation> rules,
      DeliveryWriter deliveries,
      AlertAnnouncer announcer,
      QuietHours quietHours) {

    /** Copies the list. */
    public EvaluatorWork {
      rules = List.copyOf(rules);
    }
  }

  /** Where this node has the lease and it is time, evaluates the rules. */
  @Override
  public void run() {
    if (!lease.isHeld()) {
      nextEvaluation = Instant.MIN;
      openAlerts = 0;
      states.reset();
      rules.forEach(RuleEvaluation::reset);
      return;
    }
    Instant now = ports.now();
    if (isDue(nextEvaluation, now, INTERVAL)) {
      nextEvaluation = now.plus(INTERVAL);
      evaluate(now);
    }
    if (isDue(nextCleaning, now, CLEANING_INTERVAL)) {
      nextCleaning = now.plus(CLEANING_INTERVAL);
      clean(now);
    }
  }

  /** Returns how many alerts this node knows as open; 0 where another one evaluates the rules. */
  public long openAlerts() {
    return openAlerts;
  }

  /** A time that is further away than its interval is due as well: the clock was set back. */
  private static boolean isDue(Instant next, Instant now, Duration interval) {
    return !now.isBefore(next) || next.isAfter(now.plus(interval));
  }

  private void evaluate(Instant now) {
    RuntimeException failure = null;
    Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
    List<Finding> findings = new ArrayList<>();
    for (RuleEvaluation rule : rules) {
      try {
        EvaluationResult result = rule.evaluate(now);
        kinds.addAll(result.kinds());
        result.findings().forEach(found -> findings.add(StorableFinding.normalize(found)));
      } catch (RuntimeException e) { // The other rules go on.
        failure = e;
      }
    }
    applyFindings(new EvaluationResult(kinds, findings), now);
    if (failure != null) {
      throw failure;
    }
  }

  private void applyFindings(EvaluationResult result, Instant now) {
    List<Alert> open = new ArrayList<>();
    boolean due =
        ports
            .records()
            .read(
                records -> {
                  open.addAll(records.alerts().listOpenAlerts(2 * AlertStateMachine.MAX_OPEN));
                  return !records.alerts().listAlertsToNotify(1).isEmpty();
                });
    EvaluationResult switchedOn = withoutSwitchedOff(result);
    AlertChanges changes = states.compare(open, switchedOn, now);
    openAlerts = (long) open.size() + changes.opened().size() - changes.closed().size();
    reportLeftOut(changes.leftOut());
    if (changes.isEmpty() && !due) {
      return;
    }
    announcer.announce(ports.records().write(records -> writeChanges(records, changes, now)));
  }

  private EvaluationResult withoutSwitchedOff(EvaluationResult result) {
    if (result.findings().isEmpty()) {
      return result;
    }
    Set<List<String>> off = ports.records().read(AlertEvaluator::listSwitchedOff);
    return new EvaluationResult(
        result.kinds(),
        result.findings().stream()
            .filter(
                finding ->
                    !off.contains(
                        List.of(finding.subject().organizationId(), finding.kind().code())))
            .toList());
  }

  private static Set<List<String>> listSwitchedOff(RecordReader records) {
    return records.alerts().listRuleSwitches(null).stream()
        .filter(one -> !one.enabled())
        .map(one -> List.of(one.organizationId(), one.kind().code()))
        .collect(Collectors.toSet());
  }

  private void reportLeftOut(long leftOut) {
    if (leftOut > 0 && !leavesOut) {
      Log.tooManyAlerts(AlertStateMachine.MAX_OPEN_OF_RULE, leftOut);
    }
    leavesOut = leftOut > 0;
  }

  /** What an operator has changed since it was read stays, and is compared the next time. */
  private List<AlertEvent> writeChanges(RecordWriter records, AlertChanges changes, Instant now) {
    List<AlertEvent> events = new ArrayList<>();
    if (!lease.isHeldIn(records)) {
      return events;
    }
    AlertWriter alerts = records.alerts();
    changes.opened().forEach(alerts::insertAlert);
    changes.updated().forEach(alerts::updateAlert);
    changes.closed().forEach(alerts::updateAlert);
    events.addAll(notifier.takeDueEvents(alerts, now));
    for (AlertDelivery delivery : deliveries.compose(now, events)) {
      alerts.insertDelivery(delivery);
    }
    return events;
  }

  private void clean(Instant now) {
    ports
        .records()
        .write(
            records -> {
              AlertWriter alerts = records.alerts();
              alerts.deleteClosedAlerts(now.minus(KEPT_ALERTS), CLEANED_ROWS);
              alerts.deleteDeliveries(now.minus(KEPT_DELIVERIES), CLEANED_ROWS);
              alerts.deleteEndedMutes(now);
              return true;
            });
  }
}
