package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.Requirement;
import org.nexusauth.decision.Sunset;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.TestFeed;

/** A key that was rotated, at a gate: until its end, at its end, and when it is cancelled. */
final class RotatedKeyTest {
  private static final Instant STARTED = TestClock.NOW;
  private static final Instant END = STARTED.plusSeconds(60);
  private static final RotationNotice NOTICE = RotationNotice.of(STARTED);
  private static final Subject SUBJECT = Subject.key(null, "org_1", "int_1", "key_1");
  private static final String KEY = KeyMaker.of(Gates.SIGNER).claim("jti", "key_1").text();

  private final TestClock clock = new TestClock();

  static Stream<Arguments> stores() {
    TestClock clock = new TestClock();
    return Stream.of(
        argumentSet("memory", NamedStore.of("m", new MemoryRevocationStore(clock)), clock),
        argumentSet("replicated", NamedStore.of("r", new TestFeed()), new TestClock()));
  }

  private static Revocation revocation(Subject subject, Instant at, String reason) {
    return new Revocation(subject, at, null, null, reason);
  }

  private static void rotate(RevocationWriter writer) {
    writer.revoke(revocation(SUBJECT, END, NOTICE.reason()));
  }

  private static ApiKeyGate open(NamedStore store, TestClock clock) {
    ApiKeyGate gate = Gates.builder().store(store).clock(clock).build();
    await().until(() -> Gates.decide(gate, KEY) instanceof Granted);
    return gate;
  }

  @ParameterizedTest
  @MethodSource("stores")
  void key_inRotation_isGrantedWithItsEndUntilThen(NamedStore store, TestClock clock) {
    try (ApiKeyGate gate = open(store, clock)) {
      RevocationWriter writer = gate.revocationWriter().orElseThrow();
      Granted before = (Granted) Gates.decide(gate, KEY);
      assertThat(gate.sunsetOf(before.key())).isEmpty();

      writer.revoke(revocation(SUBJECT, END.plusSeconds(600), NOTICE.reason()));
      rotate(writer);
      writer.revoke(revocation(Subject.integration("int_1"), END.minusSeconds(9), "contract"));

      Granted granted = (Granted) Gates.decide(gate, KEY);
      assertThat(gate.sunsetOf(granted.key())).contains(new Sunset(END, NOTICE));
      Granted other =
          (Granted) Gates.decide(gate, KeyMaker.of(Gates.SIGNER).claim("jti", "key_2").text());
      assertThat(gate.sunsetOf(other.key())).isEmpty();

      Denied denied =
          gate.permit(Gates.get(KEY), granted, Requirement.ofPermissions("none")).orElseThrow();
      assertThat(gate.answer(denied).headers())
          .containsAllEntriesOf(
              Map.of(
                  "Sunset",
                  "Tue, 24 Nov 2026 08:01:00 GMT",
                  "Deprecation",
                  "@" + STARTED.getEpochSecond()));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void key_afterItsRotation_isDeniedAndTheHintSaysSo(NamedStore store, TestClock clock) {
    try (ApiKeyGate gate = open(store, clock)) {
      rotate(gate.revocationWriter().orElseThrow());
      clock.set(END.minusMillis(1));
      gate.catchUpRevocations(); // Else the replica is too old.
      assertThat(Gates.decide(gate, KEY)).isInstanceOf(Granted.class);

      clock.set(END);

      Denied denied = Gates.denied(gate, KEY);
      assertThat(denied.reason()).isEqualTo(Reason.KEY_REVOKED);
      assertThat(denied.rotation()).isEqualTo(NOTICE);
      assertThat(gate.answer(denied).body()).contains("in a rotation on 2026-11-24 and has ended");
      assertThat(gate.answer(denied).headers()).doesNotContainKeys("Sunset", "Deprecation");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void key_whoseRotationIsCancelled_hasNoEnd(NamedStore store, TestClock clock) {
    try (ApiKeyGate gate = open(store, clock)) {
      RevocationWriter writer = gate.revocationWriter().orElseThrow();
      rotate(writer);

      assertThat(writer.withdrawScheduled(SUBJECT)).isTrue();

      Granted granted = (Granted) Gates.decide(gate, KEY);
      assertThat(gate.sunsetOf(granted.key())).isEmpty();
      clock.set(END);
      gate.catchUpRevocations();
      assertThat(Gates.decide(gate, KEY)).isInstanceOf(Granted.class);
    }
  }

  @Test
  void switchedOffIntegration_isDeniedWithTheKeysEnd() {
    try (ApiKeyGate gate = open(NamedStore.of("r", new TestFeed()), clock)) {
      RevocationWriter writer = gate.revocationWriter().orElseThrow();
      rotate(writer);
      writer.setEnabled(Subject.integration("int_1"), false, "unpaid");

      Denied denied = Gates.denied(gate, KEY);

      assertThat(denied.reason()).isEqualTo(Reason.INTEGRATION_DISABLED);
      assertThat(gate.answer(denied).headers()).containsKeys("Sunset", "Deprecation");
    }
  }

  @Test
  void remoteStore_saysNoEnd() {
    MemoryRevocationStore engine = new MemoryRevocationStore(clock);
    rotate(engine);
    try (ApiKeyGate gate = open(NamedStore.of("remote", key -> engine.statusOf(key)), clock)) {
      Granted granted = (Granted) Gates.decide(gate, KEY);

      assertThat(gate.sunsetOf(granted.key())).isEmpty();
      gate.catchUpRevocations();
    }
  }

  @Test
  void gate_withoutAStore_hasNothingToCatchUpWith() {
    try (ApiKeyGate gate = Gates.builder().clock(clock).build()) {
      gate.catchUpRevocations();

      Granted granted = (Granted) Gates.decide(gate, KEY);
      assertThat(gate.sunsetOf(granted.key())).isEmpty();
    }
  }

  @Test
  void catchingUp_readsWhatAnotherWriterWroteOrThrows() {
    TestFeed feed = new TestFeed();
    try (ApiKeyGate gate =
        Gates.builder("revocation.poll", "PT10S")
            .store(NamedStore.of("r", feed))
            .clock(clock)
            .build()) {
      gate.catchUpRevocations();
      feed.revoke(revocation(SUBJECT, STARTED, "leaked"));

      gate.catchUpRevocations();

      assertThat(Gates.denied(gate, KEY).reason()).isEqualTo(Reason.KEY_REVOKED);
      feed.failWith(new StatusUnavailableException("away"));
      assertThatThrownBy(gate::catchUpRevocations)
          .isInstanceOf(StatusUnavailableException.class)
          .hasMessageContaining("away");
    }
  }

  @Test
  void scheduledRevocation_thatTheStoreDidNotTake_endsTheKeyNowhere() {
    TestFeed feed = new TestFeed();
    try (ApiKeyGate gate = open(NamedStore.of("r", feed), clock)) {
      feed.failWith(new StatusUnavailableException("away"));
      assertThatThrownBy(() -> rotate(gate.revocationWriter().orElseThrow()))
          .isInstanceOf(StatusUnavailableException.class);
      feed.failWith(null);

      clock.advance(Duration.ofSeconds(61));
      gate.catchUpRevocations();

      assertThat(Gates.decide(gate, KEY)).isInstanceOf(Granted.class);
    }
  }
}
