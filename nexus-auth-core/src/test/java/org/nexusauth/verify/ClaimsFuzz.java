package org.nexusauth.verify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/**
 * Fuzzes the reader and the check of claims; the ordinary build runs its inputs in {@link
 * FuzzInputsTest}.
 */
@Timeout(1800)
class ClaimsFuzz {
  @FuzzTest(maxDuration = "2m")
  void claims(byte[] input) {
    Bounds.hold(() -> FuzzTargets.claims(input));
  }
}
