package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.internal.watch.ApiKeyWatcher;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.KeyWatch;
import org.nexusauth.verify.ValidityFailure;
import org.nexusauth.verify.VerifiedApiKey;

/** A key after its request: whether it is still valid, and who is notified when it is not. */
class KeyValidityTest {
  private static final Duration BOUND = Duration.ofSeconds(1);

  private final TestClock clock = new TestClock();
  private final MemoryRevocationStore store = new MemoryRevocationStore(clock);
  private final List<ValidityFailure> failures = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void start() {
    LogRecorder.forget();
  }

  private ApiKeyGate gate() {
    return Gates.builder().store(NamedStore.of("memory", store)).clock(clock).build();
  }

  private static VerifiedApiKey grantedBy(ApiKeyGate gate, String text) {
    return ((Granted) Gates.decide(gate, text)).key();
  }

  private void revoke(String id) {
    store.revoke(
        new Revocation(
            Subject.key(null, "org_1", "int_1", id), clock.instant(), null, null, "leaked"));
  }

  @Test
  void key_thatIsRevoked_isNoLongerValidAtOnceAndItsListenerKnowsWithinASecond() {
    try (ApiKeyGate gate = gate()) {
      VerifiedApiKey key = grantedBy(gate, Gates.KEY);
      VerifiedApiKey other = grantedBy(gate, KeyMaker.of(Gates.SIGNER).claim("jti", "o").text());
      key.onInvalid((invalid, failure) -> failures.add(failure));
      other.onInvalid((invalid, failure) -> failures.add(failure));
      assertThat(key.isStillValid()).isTrue();

      revoke("key-1");

      assertThat(key.isStillValid()).isFalse();
      assertThat(key.validityFailure().orElseThrow().reason()).isEqualTo(Reason.KEY_REVOKED);
      await().atMost(BOUND).untilAsserted(() -> assertThat(failures).hasSize(1));
      assertThat(failures.get(0).reason()).isEqualTo(Reason.KEY_REVOKED);
      assertThat(other.isStillValid()).isTrue();
    }
  }

  /** With so many keys that some share a bin of any hash table. */
  @Test
  void listeners_thatWatchTheirKeysAgain_keepNoOtherWaiting() {
    try (ApiKeyGate gate = gate()) {
      AtomicInteger calls = new AtomicInteger();
      for (int i = 0; i < 40; i++) {
        String id = "again-" + i;
        grantedBy(gate, KeyMaker.of(Gates.SIGNER).claim("jti", id).text())
            .onInvalid(new WatchesAgain(calls));
        revoke(id);
      }
      VerifiedApiKey other = grantedBy(gate, Gates.KEY);
      other.onInvalid((invalid, failure) -> failures.add(failure));
      await().untilAsserted(() -> assertThat(calls).hasValueGreaterThanOrEqualTo(40));

      revoke("key-1");

      await().atMost(BOUND).untilAsserted(() -> assertThat(failures).hasSize(1));
    }
  }

  private record WatchesAgain(AtomicInteger calls) implements KeyInvalidationListener {
    @Override
    public void onInvalid(VerifiedApiKey key, ValidityFailure failure) {
      calls.incrementAndGet();
      key.onInvalid(this);
    }
  }

  @Test
  void key_ofADisabledIntegrationOrARestrictedAgent_isValidAgainAfterwards() {
    try (ApiKeyGate gate = gate()) {
      String text = KeyMaker.of(Gates.SIGNER).claim("agentId", "agt_1").text();
      VerifiedApiKey key = grantedBy(gate, text);

      store.setEnabled(Subject.integration(key.integrationId()), false, "unpaid");
      assertThat(key.validityFailure().orElseThrow().reason())
          .isEqualTo(Reason.INTEGRATION_DISABLED);
      store.setEnabled(Subject.integration(key.integrationId()), true, "paid");
      assertThat(key.isStillValid()).isTrue();
      store.setEnabled(Subject.agent("agt_1"), false, "left");
      assertThat(key.validityFailure().orElseThrow().reason()).isEqualTo(Reason.AGENT_RESTRICTED);
    }
  }

  @Test
  void key_thatExpires_isNoLongerValidFromTheMomentAtWhichARequestIsDenied() {
    try (ApiKeyGate gate = Gates.builder().clock(clock).build()) {
      long expiry = TestClock.second() + 10;
      VerifiedApiKey key = grantedBy(gate, KeyMaker.of(Gates.SIGNER).claim("exp", expiry).text());
      key.onInvalid((invalid, failure) -> failures.add(failure));

      clock.setSecond(expiry + 59);
      assertThat(key.isStillValid()).isTrue();
      clock.setSecond(expiry + 60);

      assertThat(key.isStillValid()).isFalse();
      await().atMost(BOUND).untilAsserted(() -> assertThat(failures).hasSize(1));
      assertThat(failures.get(0).reason()).isEqualTo(Reason.KEY_EXPIRED);
    }
  }

  @Test
  void key_whoseVerificationKeyIsRetired_isNoLongerValid() throws IOException {
    Path file = Files.writeString(folder.resolve("keys.jwks"), Signer.jwks(Gates.SIGNER));
    Map<String, String> settings =
        Map.of(
            "nexus.auth.verify.keys.location",
            file.toString(),
            "nexus.auth.verify.keys.refresh",
            "1");
    try (ApiKeyGate gate = ApiKeyGate.builder(settings).clock(clock).build()) {
      VerifiedApiKey key = grantedBy(gate, Gates.KEY);
      key.onInvalid((invalid, failure) -> failures.add(failure));

      Files.writeString(file, Signer.jwks(Signer.of("HS384")));

      await().untilAsserted(() -> assertThat(failures).hasSize(1));
      assertThat(failures.get(0).reason()).isEqualTo(Reason.KEY_INVALID);
      assertThat(key.isStillValid()).isFalse();
    }
  }

  @Test
  void status_thatIsUnknown_isNotValidButEndsNothingBeforeTheStoreWasAwayTooLong() {
    AtomicReference<KeyStatus> answer = new AtomicReference<>(KeyStatus.active());
    AtomicInteger queries = new AtomicInteger();
    NamedStore remote =
        NamedStore.of(
            "remote",
            subject -> {
              queries.incrementAndGet();
              if (answer.get() == null) {
                throw new StatusUnavailableException("away");
              }
              return answer.get();
            });
    try (ApiKeyGate gate = Gates.builder("revocation.max.staleness", "2").store(remote).build()) {
      VerifiedApiKey key = grantedBy(gate, Gates.KEY);
      key.onInvalid((invalid, failure) -> failures.add(failure));

      answer.set(null);
      assertThat(key.isStillValid()).isFalse();
      int before = queries.get();
      await().until(() -> queries.get() >= before + 2);
      assertThat(failures).isEmpty();
      answer.set(KeyStatus.active());
      await().until(key::isStillValid);
      answer.set(null);

      await().untilAsserted(() -> assertThat(failures).hasSize(1));
      assertThat(failures.get(0).reason()).isEqualTo(Reason.STATUS_UNAVAILABLE);
    }
  }

  @Test
  void listener_ofTheGate_isNotifiedOfWatchedKeysAndOneThatThrowsHarmsNoOther() {
    List<String> invalid = new CopyOnWriteArrayList<>();
    try (ApiKeyGate gate =
        Gates.builder()
            .store(NamedStore.of("memory", store))
            .invalidationListener((key, failure) -> invalid.add(key.keyId()))
            .build()) {
      VerifiedApiKey watched = grantedBy(gate, Gates.KEY);
      grantedBy(gate, KeyMaker.of(Gates.SIGNER).claim("jti", "unwatched").text());
      watched.onInvalid(
          (key, failure) -> {
            throw new StackOverflowError("secret");
          });
      watched.onInvalid((key, failure) -> failures.add(failure));

      revoke("unwatched");
      revoke("key-1");

      await().untilAsserted(() -> assertThat(invalid).containsExactly("key-1"));
      assertThat(failures).hasSize(1);
      assertThat(LogRecorder.messages("NEXUS-1060"))
          .singleElement()
          .asString()
          .contains("java.lang.StackOverflowError")
          .doesNotContain("secret");
    }
  }

  @Test
  void watch_thatIsClosed_notifiesNoListenerAndWithoutWatchesThereIsNoThread() {
    try (ApiKeyGate gate = gate()) {
      VerifiedApiKey key = grantedBy(gate, Gates.KEY);
      await().untilAsserted(() -> assertThat(threads()).isZero());
      KeyWatch closed = key.onInvalid((invalid, failure) -> failures.add(failure));
      VerifiedApiKey other = grantedBy(gate, KeyMaker.of(Gates.SIGNER).claim("jti", "o").text());
      List<VerifiedApiKey> invalidKeys = new CopyOnWriteArrayList<>();
      KeyWatch open = other.onInvalid((invalid, failure) -> invalidKeys.add(invalid));
      assertThat(threads()).isOne();

      closed.close();
      closed.close();
      revoke("key-1");
      revoke("o");

      await().untilAsserted(() -> assertThat(invalidKeys).containsExactly(other));
      assertThat(failures).isEmpty();
      open.close();
      await().untilAsserted(() -> assertThat(threads()).isZero());
    }
  }

  @Test
  void gate_thatIsClosed_endsItsThreadAndNoKeyOfItIsValid() {
    ApiKeyGate gate = gate();
    VerifiedApiKey key = grantedBy(gate, Gates.KEY);
    key.onInvalid((invalid, failure) -> failures.add(failure));

    gate.close();

    assertThat(key.isStillValid()).isFalse();
    await().untilAsserted(() -> assertThat(threads()).isZero());
    assertThat(failures).isEmpty();
    assertThatThrownBy(() -> key.onInvalid((invalid, failure) -> failures.add(failure)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its gate was closed");
  }

  @Test
  void watches_thatAre_neverClosedAreBounded() {
    try (ApiKeyGate gate = gate()) {
      VerifiedApiKey key = grantedBy(gate, Gates.KEY);
      List<KeyWatch> watches = new ArrayList<>();
      for (int i = 0; i < ApiKeyWatcher.MAX_WATCHES; i++) {
        watches.add(key.onInvalid((invalid, failure) -> {}));
      }

      assertThatThrownBy(() -> key.onInvalid((invalid, failure) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("100000 watches are open already");
      watches.get(watches.size() - 1).close();
      assertThat(key.onInvalid((invalid, failure) -> {})).isNotNull();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nexus-auth-validity"))
        .count();
  }
}
