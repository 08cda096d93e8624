package org.nexusauth.management.service;

import java.time.Instant;
import java.util.function.Consumer;
import org.nexusauth.management.alert.evaluation.EvaluationResult;
import org.nexusauth.management.alert.evaluation.RuleEvaluation;

/** Rules whose data cannot be read. */
record FailingEvaluation(Consumer<Instant> failure) implements RuleEvaluation {
  @Override
  public EvaluationResult evaluate(Instant now) {
    failure.accept(now);
    return EvaluationResult.NONE;
  }

  @Override
  public void reset() {}
}
