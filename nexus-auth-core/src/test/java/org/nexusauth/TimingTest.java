package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/**
 * The time of a denial reveals nothing that its text conceals: two keys take turns, and the quick
 * quarters of their times must agree, which a busy machine moves least.
 */
@Tag("deep")
@Timeout(300)
final class TimingTest {
  private static final int ROUNDS = 40_000;
  private static final Signer SIGNER = Signer.of("HS256");

  private final MemoryRevocationStore store = new MemoryRevocationStore(new TestClock());
  private final ApiKeyGate gate =
      Gates.builder("verify.keys", Signer.jwks(SIGNER), "cache.size", "0").store(store).build();

  /** A signature of zeros and ones but for the right bytes that come first. */
  private static String forged(KeyMaker key, int right) {
    byte[] signature = SIGNER.sign(key.signingInput());
    for (int i = right; i < signature.length; i++) {
      signature[i] ^= 0x55;
    }
    return KeyMaker.withSignature(key.signingInput(), signature);
  }

  static Stream<Arguments> pairs() {
    KeyMaker key = KeyMaker.of(SIGNER);
    return Stream.of(
        Arguments.argumentSet("first or last byte", forged(key, 0), forged(key, 31)),
        Arguments.argumentSet(
            "id that is revoked, id that is unknown",
            forged(key, 0),
            forged(key.claim("jti", "key-2"), 0)),
        Arguments.argumentSet(
            "two key ids that is unknown",
            key.header("kid", SIGNER.keyId() + "0").text(),
            key.header("kid", "0" + SIGNER.keyId()).text()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void denials_ofTwoForgedKeys_takeAsLong(String one, String other) {
    store.revoke(
        new Revocation(
            Subject.key(null, "org_1", "int_1", "key-1"), TestClock.NOW, null, null, "revoked"));
    assertThat(Gates.denied(gate, one).reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(Gates.denied(gate, other).reason()).isEqualTo(Reason.KEY_INVALID);
    measure(one, other); // until the compiler is done

    double ratio = measure(one, other);
    assertThat(ratio).isBetween(0.97, 1.03);
  }

  /** Key ids are public, as the keys are, so this time reveals nothing. */
  @Test
  void unknownKeyId_isDeniedSoonerThanAForgedSignature() {
    KeyMaker key = KeyMaker.of(SIGNER);
    String unknown = key.header("kid", "unknown").text();
    String known = forged(key, 0);
    assertThat(Gates.denied(gate, unknown).reason()).isEqualTo(Reason.KEY_INVALID);
    measure(unknown, known);

    assertThat(measure(unknown, known)).isLessThan(1);
  }

  private double measure(String one, String other) {
    long[] first = new long[ROUNDS];
    long[] second = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      // Who goes first changes, so that neither has the warmer caches.
      if (i % 2 == 0) {
        first[i] = time(one);
        second[i] = time(other);
      } else {
        second[i] = time(other);
        first[i] = time(one);
      }
    }
    return quick(first) / quick(second);
  }

  private long time(String text) {
    GateRequest request = Gates.get(text);
    long start = System.nanoTime();
    gate.decide(request, Requirement.NONE);
    return System.nanoTime() - start;
  }

  /** The mean of the times between the first and the second quarter. */
  private static double quick(long[] times) {
    Arrays.sort(times);
    return Arrays.stream(times, ROUNDS / 20, ROUNDS / 2).average().orElseThrow();
  }
}
