package org.nexusauth.verify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/**
 * Fuzzes the loader of key sets in JWK and PEM; the ordinary build runs its inputs in {@link
 * FuzzInputsTest}.
 */
@Timeout(1800)
class KeySetFuzz {
  @FuzzTest(maxDuration = "2m")
  void keySet(byte[] input) {
    Bounds.hold(() -> FuzzTargets.keySet(input));
  }
}
