package org.nexusauth.verify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/** Fuzzes the reader of headers; the ordinary build runs its inputs in {@link FuzzInputsTest}. */
@Timeout(1800)
class JoseHeaderFuzz {
  @FuzzTest(maxDuration = "2m")
  void header(byte[] input) {
    Bounds.hold(() -> FuzzTargets.header(input));
  }
}
