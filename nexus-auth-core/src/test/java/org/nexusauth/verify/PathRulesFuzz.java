package org.nexusauth.verify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/** Fuzzes the path rules; the ordinary build runs its inputs in {@link FuzzInputsTest}. */
@Timeout(1800)
class PathRulesFuzz {
  @FuzzTest(maxDuration = "2m")
  void pathRules(byte[] input) {
    Bounds.hold(() -> FuzzTargets.pathRules(input));
  }
}
