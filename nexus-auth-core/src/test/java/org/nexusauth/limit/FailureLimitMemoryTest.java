package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;

/** L09: what a million invalid keys leave in the memory. */
@Tag("deep")
class FailureLimitMemoryTest {
  private static final int MANY = 1_000_000;
  private static final long MOST = 16L << 20;

  /** Denials are logged at DEBUG, and this JVM remembers what is logged. */
  private final Logger logger = Logger.getLogger("org.nexusauth");

  private final Random random = new Random(9);

  @BeforeEach
  void logWarningsAlone() {
    logger.setLevel(Level.WARNING);
  }

  @AfterEach
  void logEverything() {
    logger.setLevel(null);
  }

  @Test
  void flood_ofAMillionKeysFromOneAddress_leavesLessThan16Mb() {
    assertGrowth(i -> "203.0.113.7", 600);
  }

  @Test
  void flood_ofAMillionKeysFromAMillionAddresses_leavesLessThan16Mb() {
    assertGrowth(i -> "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), MANY);
  }

  @Test
  void flood_ofAMillionKeysFromAMillionIpv6Networks_leavesLessThan16Mb() {
    assertGrowth(
        i -> "2001:db8:" + Integer.toHexString(i >> 16) + ":%x::1".formatted(i & 0xffff), MANY);
  }

  private void assertGrowth(IntFunction<String> address, int lookedAt) {
    Signer signer = Signer.of("HS256");
    String unsigned = KeyMaker.of(signer).signingInput() + ".";
    try (ApiKeyGate gate =
        ApiKeyGate.builder(
                Map.of(
                    "nexus.auth.verify.keys",
                    Signer.jwks(signer),
                    "nexus.auth.failures.per.minute",
                    "600"))
            .clock(new TestClock())
            .build()) {
      flood(gate, 2_000, unsigned, i -> "192.0.2.1");
      long before = used();
      assertThat(flood(gate, MANY, unsigned, address)).isEqualTo(lookedAt);
      long growth = used() - before;

      System.out.printf("%,d bytes after %,d keys%n", growth, MANY);
      assertThat(growth).isLessThanOrEqualTo(MOST);
    }
  }

  /** Sends distinct keys and returns how many were looked at. */
  private int flood(ApiKeyGate gate, int count, String unsigned, IntFunction<String> address) {
    int lookedAt = 0;
    byte[] signature = new byte[32];
    for (int i = 0; i < count; i++) {
      random.nextBytes(signature);
      GateRequest request =
          new GateRequest(
              List.of(unsigned + Signer.base64(signature)),
              "GET",
              "/",
              address.apply(i),
              "r",
              null);
      Denied denied = (Denied) gate.decide(request, Requirement.NONE);
      lookedAt += denied.reason() == Reason.KEY_INVALID ? 1 : 0;
    }
    return lookedAt;
  }

  /** What is left after the garbage is gone. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
