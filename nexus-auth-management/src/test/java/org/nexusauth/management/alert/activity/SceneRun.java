package org.nexusauth.management.alert.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;

/** Runs simulated keys beside each other, among some that do what they always do. */
final class SceneRun {
  static final Instant START = Instant.parse("2026-02-24T00:00:00Z");

  /** A Wednesday, fifteen days later. */
  static final Instant INCIDENT = Instant.parse("2026-03-11T10:17:00Z");

  private static final Duration STEP = Duration.ofSeconds(20);

  final SimulatedUsage usage = new SimulatedUsage(START);
  ActivityTracker tracker = new ActivityTracker(AlertThresholds.DEFAULT);

  SceneRun(int others) {
    for (int i = 0; i < others; i++) {
      add(new SimulatedKey("other" + i, 100 + i, Habit.steady(5 + 20 * i)));
    }
  }

  void add(SimulatedKey key) {
    add(key, now -> new SampleFacts(key.id, START).build());
  }

  void add(SimulatedKey key, Function<Instant, KeyFacts> facts) {
    usage.add(key, facts);
  }

  /** Lets time pass without evaluations. */
  void passUntil(Instant end) {
    for (Instant now = START; now.isBefore(end); now = now.plus(Duration.ofHours(1))) {
      tracker.advance(usage, now);
    }
    tracker.advance(usage, end);
  }

  List<Finding> evaluateAt(Instant now) {
    tracker.advance(usage, now);
    return tracker.evaluate(usage, now);
  }

  /** Returns what is found in a time by evaluations so often. */
  List<Finding> findingsBetween(Instant from, Instant to, Duration step) {
    List<Finding> found = new ArrayList<>();
    for (Instant now = from; now.isBefore(to); now = now.plus(step)) {
      found.addAll(evaluateAt(now));
    }
    return found;
  }

  /** Returns the first findings from the incident on that are there within a delay. */
  List<Finding> firstFindings(Instant incident, Duration delay) {
    for (Instant now = incident;
        !now.isAfter(incident.plus(delay));
        now = now.plus(stepOf(delay))) {
      List<Finding> found = evaluateAt(now);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static Duration stepOf(Duration delay) {
    if (delay.compareTo(Duration.ofHours(4)) > 0) {
      return Duration.ofMinutes(5);
    }
    return STEP;
  }

  static Optional<Finding> find(List<Finding> findings, AlertKind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).findFirst();
  }
}
