package org.nexusauth.verify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/** Fuzzes the lexer; the ordinary build runs its inputs in {@link FuzzInputsTest}. */
@Timeout(1800)
class LexerFuzz {
  @FuzzTest(maxDuration = "2m")
  void lexer(byte[] input) {
    Bounds.hold(() -> FuzzTargets.lexer(input));
  }
}
