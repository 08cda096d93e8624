package org.nexusauth.management.alert.evaluation;

import java.time.Instant;

/** Evaluates some of the rules. Used by one thread. */
public interface RuleEvaluation {

  /**
   * Returns what the rules find now. When it throws, alerts of these rules stay as they are.
   *
   * @param now the time, not before that of the last call unless a clock was set back
   */
  EvaluationResult evaluate(Instant now);

  /** Forgets what was read: another node has evaluated in the meantime. */
  void reset();
}
