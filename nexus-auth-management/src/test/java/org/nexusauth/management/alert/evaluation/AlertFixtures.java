package org.nexusauth.management.alert.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;

/** Findings, and rules that find what a test says. */
final class AlertFixtures implements RuleEvaluation {
  static final Instant START = Instant.parse("2026-11-30T13:00:00Z");
  static final String ORG = "org_a";
  static final AlertSubject KEY = keyOf("k1");

  final List<Finding> findings = new ArrayList<>();
  Set<AlertKind> kinds = EnumSet.allOf(AlertKind.class);
  boolean failing;
  int resets;

  static AlertSubject keyOf(String keyId) {
    return new AlertSubject(ORG, "int_a", keyId);
  }

  static Finding finding(AlertKind kind, AlertSubject subject, AlertSeverity severity) {
    return new Finding(kind, subject, severity, "Sentence of %s, %s.".formatted(kind, severity));
  }

  static EvaluationResult result(Finding... findings) {
    return new EvaluationResult(EnumSet.allOf(AlertKind.class), Arrays.asList(findings));
  }

  void find(Finding... found) {
    findings.clear();
    findings.addAll(Arrays.asList(found));
  }

  @Override
  public EvaluationResult evaluate(Instant now) {
    if (failing) {
      throw new IllegalStateException("the store of usage is away");
    }
    return new EvaluationResult(kinds, findings);
  }

  @Override
  public void reset() {
    resets++;
  }
}
