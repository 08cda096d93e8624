package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.Subject;

/**
 * R25: who cannot sign learns nothing of what is revoked; how long it takes is {@link TimingTest}.
 */
final class RevocationProbeTest {
  private static final KeyMaker REVOKED = KeyMaker.of(Gates.SIGNER);
  private static final KeyMaker UNKNOWN = REVOKED.claim("jti", "key-that-is-unknown");

  private final List<String> queried = new CopyOnWriteArrayList<>();

  private ApiKeyGate gate(String cacheSize) {
    MemoryRevocationStore revocations = new MemoryRevocationStore(new TestClock());
    Subject subject = Subject.key(null, "org_1", "int_1", "key-1");
    revocations.revoke(new Revocation(subject, TestClock.NOW, null, null, "leaked"));
    RevocationStore store =
        key -> {
          queried.add(key.keyId());
          return revocations.statusOf(key);
        };
    return Gates.builder("cache.size", cacheSize).store(store).build();
  }

  private static String strangers(KeyMaker key) {
    return key.signedBy(Signer.stranger("HS256")).text();
  }

  /** The signature of one key under the claims of another. */
  private static String borrowed(KeyMaker key) {
    return KeyMaker.withSignature(
        key.signingInput(), Gates.SIGNER.sign(key.claim("iat", 1).signingInput()));
  }

  static Stream<Arguments> probes() {
    return Stream.of("0", "10000")
        .flatMap(
            cacheSize ->
                Stream.of(
                    argumentSet(
                        "a stranger's signature, cache " + cacheSize,
                        cacheSize,
                        strangers(REVOKED),
                        strangers(UNKNOWN)),
                    argumentSet(
                        "another key's signature, cache " + cacheSize,
                        cacheSize,
                        borrowed(REVOKED),
                        borrowed(UNKNOWN))));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void forgedKey_withARevokedId_isInvalidAsAnyAndTheStoreNotAsked(
      String cacheSize, String ofRevoked, String ofUnknown) {
    try (ApiKeyGate gate = gate(cacheSize)) {
      assertThat(Gates.denied(gate, REVOKED.text()).reason()).isEqualTo(Reason.KEY_REVOKED);
      assertThat(queried).containsExactly("key-1");
      queried.clear();

      Denied probe = Gates.denied(gate, ofRevoked);
      Denied other = Gates.denied(gate, ofUnknown);

      assertThat(probe.reason()).isEqualTo(Reason.KEY_INVALID);
      assertThat(probe.detail()).isEqualTo(other.detail());
      assertThat(gate.answer(probe)).usingRecursiveComparison().isEqualTo(gate.answer(other));
      assertThat(queried).isEmpty();
    }
  }
}
