package org.nexusauth.management.alert.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/**
 * Compares what rules find with the open alerts. Remembers since when a rule has found nothing, so
 * that an alert closes only after a while. Used by one thread.
 */
final class AlertStateMachine {
  /** How many open alerts a rule may have in an organization. */
  static final int MAX_OPEN_OF_RULE = 500;

  /** How many open alerts there may be at all. */
  static final int MAX_OPEN = 20_000;

  private final RandomIds ids = new RandomIds();
  private final Map<String, Instant> missingSince = new HashMap<>();

  /** A rule and what it is about. */
  private record Matter(AlertKind kind, AlertSubject subject) {
    static Matter of(Finding finding) {
      return new Matter(finding.kind(), finding.subject());
    }
  }

  /** A rule in an organization. */
  private record RuleScope(AlertKind kind, String organizationId) {
    static RuleScope of(Finding finding) {
      return new RuleScope(finding.kind(), finding.subject().organizationId());
    }
  }

  /** Forgets since when rules have found nothing. */
  void reset() {
    missingSince.clear();
  }

  /**
   * Returns what has changed.
   *
   * @param open all open alerts
   */
  AlertChanges compare(Collection<Alert> open, EvaluationResult result, Instant now) {
    Map<Matter, Finding> findings = indexMostSevere(result.findings());
    List<Alert> updated = new ArrayList<>();
    List<Alert> closed = new ArrayList<>();
    Map<String, Instant> stillMissing = new HashMap<>();
    Map<RuleScope, Integer> counts = new HashMap<>();
    for (Alert alert : open) {
      counts.merge(RuleScope.of(alert.finding()), 1, Integer::sum);
      Finding finding = findings.remove(Matter.of(alert.finding()));
      if (finding != null) {
        addIfChanged(updated, alert, finding, now);
      } else if (!result.kinds().contains(alert.kind())) {
        keepMissing(stillMissing, alert);
      } else if (isOver(alert, now)) {
        closed.add(closedAt(alert, now));
      } else {
        stillMissing.put(alert.id(), missingSince.getOrDefault(alert.id(), now));
      }
    }
    missingSince.clear();
    missingSince.putAll(stillMissing);
    List<Alert> opened = openAll(findings.values(), counts, open.size(), now);
    return new AlertChanges(opened, updated, closed, findings.size() - (long) opened.size());
  }

  private static Map<Matter, Finding> indexMostSevere(List<Finding> findings) {
    Map<Matter, Finding> index = new LinkedHashMap<>();
    for (Finding finding : findings) {
      index.merge(Matter.of(finding), finding, AlertStateMachine::moreSevere);
    }
    return index;
  }

  private static Finding moreSevere(Finding one, Finding other) {
    if (other.severity().compareTo(one.severity()) > 0) {
      return other;
    }
    return one;
  }

  private void keepMissing(Map<String, Instant> stillMissing, Alert alert) {
    Instant since = missingSince.get(alert.id());
    if (since != null) {
      stillMissing.put(alert.id(), since);
    }
  }

  /** At {@code closeAfter} it is over. */
  private boolean isOver(Alert alert, Instant now) {
    Instant since = missingSince.get(alert.id());
    Duration closeAfter = AlertTiming.of(alert.kind()).closeAfter();
    return since != null && !now.isBefore(since.plus(closeAfter));
  }

  private static Alert closedAt(Alert alert, Instant now) {
    return new Alert(
        alert.id(),
        alert.finding(),
        alert.times().closedAt(now),
        alert.acknowledgement(),
        new AlertNotice(true, alert.notice().notified()),
        alert.version() + 1);
  }

  /** An alert stays as severe as it has been. */
  private static void addIfChanged(List<Alert> updated, Alert alert, Finding finding, Instant now) {
    boolean escalates = finding.severity().compareTo(alert.severity()) > 0;
    Duration repeatAfter = AlertTiming.of(alert.kind()).repeatAfter();
    if (!escalates && now.isBefore(alert.times().lastSeenAt().plus(repeatAfter))) {
      return;
    }
    AlertSeverity severity = moreSevere(alert.finding(), finding).severity();
    AlertNotice notice = alert.notice();
    if (escalates && notice.isNews(severity)) {
      notice = new AlertNotice(true, notice.notified());
    }
    updated.add(
        new Alert(
            alert.id(),
            new Finding(finding.kind(), finding.subject(), severity, finding.sentence()),
            alert.times().repeatedAt(now),
            alert.acknowledgement(),
            notice,
            alert.version() + 1));
  }

  private List<Alert> openAll(
      Collection<Finding> findings, Map<RuleScope, Integer> counts, int open, Instant now) {
    List<Alert> opened = new ArrayList<>();
    for (Finding finding : findings) {
      int number = counts.merge(RuleScope.of(finding), 1, Integer::sum);
      if (number <= MAX_OPEN_OF_RULE && open + opened.size() < MAX_OPEN) {
        opened.add(
            new Alert(
                ids.newId("alr_"), finding, AlertTimes.openedAt(now), null, AlertNotice.FIRST, 1));
      }
    }
    return opened;
  }
}
