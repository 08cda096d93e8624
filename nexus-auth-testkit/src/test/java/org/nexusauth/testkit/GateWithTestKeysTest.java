package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Subject;

/** The kit's keys are what they say: the gate itself judges them. */
class GateWithTestKeysTest {

  private final MutableClock clock = MutableClock.at("2026-11-24T08:00:00Z");
  private final TestKeys keys = TestKeys.create().clock(clock);
  private final MemoryRevocationStore store = new MemoryRevocationStore(clock);
  private final RecordedDecisions decisions = new RecordedDecisions();
  private final ApiKeyGate gate = gate(keys);

  private ApiKeyGate gate(TestKeys keys) {
    return ApiKeyGate.builder(keys.settings())
        .clock(clock)
        .store(store)
        .listener(decisions)
        .build();
  }

  @AfterEach
  void closeTheGate() {
    gate.close();
  }

  private static GateRequest request(String text) {
    return new GateRequest(List.of(text), "GET", "/x", null, "r-1", null);
  }

  private static Decision decide(ApiKeyGate gate, TestKey key) {
    return gate.decide(request(key.text()), Requirement.ofPermissions("read"));
  }

  private Reason refusal(TestKey key) {
    Decision decision = decide(gate, key);
    assertThat(decision).isInstanceOf(Denied.class);
    return ((Denied) decision).reason();
  }

  @ParameterizedTest
  @EnumSource
  void goodKey_ofEveryAlgorithm_passesAndAForgedOneDoesNot(SigningAlgorithm algorithm) {
    TestKeys maker = TestKeys.create(algorithm).clock(clock);
    try (ApiKeyGate door = gate(maker)) {
      assertThat(decide(door, maker.key())).isInstanceOf(Granted.class);
      assertThat(decide(door, maker.key().forged())).isInstanceOf(Denied.class);
    }
  }

  static Stream<Arguments> bad() {
    TestKeys keys = TestKeys.create().clock(MutableClock.at("2026-11-24T08:00:00Z"));
    TestKey key = keys.key();
    return Stream.of(
        argumentSet("expired", key.expired(), Reason.KEY_EXPIRED),
        argumentSet("not yet valid", key.notYetValid(), Reason.KEY_NOT_YET_VALID),
        argumentSet("wrong issuer", key.wrongIssuer(), Reason.KEY_INVALID),
        argumentSet("wrong audience", key.wrongAudience(), Reason.KEY_INVALID),
        argumentSet("wrong signature", key.wrongSignature(), Reason.KEY_INVALID),
        argumentSet("forged", key.forged(), Reason.KEY_INVALID),
        argumentSet("unsigned", key.unsigned(), Reason.KEY_MALFORMED),
        argumentSet("without expiry", key.withoutExpiry(), Reason.KEY_INVALID),
        argumentSet("without integration", key.without("integrationId"), Reason.KEY_INVALID),
        argumentSet("permissions a string", key.claim("permissions", "read"), Reason.KEY_INVALID),
        argumentSet("no permission", key.permissions(), Reason.PERMISSION_MISSING),
        argumentSet("another permission", key.permissions("write"), Reason.PERMISSION_MISSING));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badKey_isRefusedForWhatItIsNamedAfter(TestKey key, Reason reason) {
    assertThat(refusal(key)).isEqualTo(reason);
    assertThat(decisions.denials()).containsExactly(reason);
    assertThat(decisions.grants()).isEmpty();
  }

  @Test
  void key_withoutIdOrAgent_passesUnderTheIdThatItSays() {
    TestKey key = keys.key().withoutId().without("agentId");

    Decision decision = decide(gate, key);

    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(((Granted) decision).key().keyId()).isEqualTo(key.keyId());
    assertThat(((Granted) decision).key().subject()).isEqualTo(key.keySubject());
    assertThat(decisions.grants()).hasSize(1);
  }

  @Test
  void revokedKey_isRefusedAndItsNeighbourPasses() {
    TestKey leaked = keys.key();
    assertThat(decide(gate, leaked)).isInstanceOf(Granted.class);

    store.revoke(leaked.revocation("leaked"));

    assertThat(refusal(leaked)).isEqualTo(Reason.KEY_REVOKED);
    assertThat(decide(gate, keys.key())).isInstanceOf(Granted.class);
  }

  @Test
  void switchedOffIntegration_isRefusedUntilItIsOnAgain() {
    Subject integration = Subject.integration("int_test");
    store.setEnabled(integration, false, "unpaid");
    assertThat(refusal(keys.key())).isEqualTo(Reason.INTEGRATION_DISABLED);

    store.setEnabled(integration, true, "paid");
    assertThat(decide(gate, keys.key())).isInstanceOf(Granted.class);
  }

  @Test
  void key_expiresWhenTheClockIsMoved() {
    TestKey key = keys.key();
    assertThat(decide(gate, key)).isInstanceOf(Granted.class);

    clock.advance(Duration.ofMinutes(61));
    assertThat(refusal(key)).isEqualTo(Reason.KEY_EXPIRED);
    assertThat(decide(gate, keys.key())).isInstanceOf(Granted.class);
  }

  @Test
  void recorder_forgetsWhenTold() {
    refusal(keys.key().expired());
    assertThat(decisions.events()).hasSize(1);

    decisions.clear();

    assertThat(decisions.events()).isEmpty();
  }
}
