package org.nexusauth.management.alert.evaluation;

import java.util.List;
import java.util.Set;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.Finding;

/**
 * What rules have found.
 *
 * @param kinds the rules that were evaluated: their alerts without a finding may close
 * @param findings what they found
 */
public record EvaluationResult(Set<AlertKind> kinds, List<Finding> findings) {
  /** Nothing was evaluated. */
  public static final EvaluationResult NONE = new EvaluationResult(Set.of(), List.of());

  /** Copies set and list. */
  public EvaluationResult {
    kinds = Set.copyOf(kinds);
    findings = List.copyOf(findings);
  }
}
