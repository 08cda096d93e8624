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
  void good_key_of_every_algorithm_passes_and_a_forged_one_does_not(SigningAlgorithm algorithm) {
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
  void bad_key_is_refused_for_what_it_is_named_after(TestKey key, Reason reason) {
    assertThat(refusal(key)).isEqualTo(reason);
    assertThat(decisions.denials()).containsExactly(reason);
    assertThat(decisions.grants()).isEmpty();
  }

  @Test
  void key_without_id_or_agent_passes_under_the_id_that_it_says() {
    TestKey key = keys.key().withoutId().without("agentId");

    Decision decision = decide(gate, key);

    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(((Granted) decision).key().keyId()).isEqualTo(key.keyId());
    assertThat(((Granted) decision).key().subject()).isEqualTo(key.keySubject());
    assertThat(decisions.grants()).hasSize(1);
  }

  @Test
  void revoked_key_is_refused_and_its_neighbour_passes() {
    TestKey leaked = keys.key();
    assertThat(decide(gate, leaked)).isInstanceOf(Granted.class);

    store.revoke(leaked.revocation("leaked"));

    assertThat(refusal(leaked)).isEqualTo(Reason.KEY_REVOKED);
    assertThat(decide(gate, keys.key())).isInstanceOf(Granted.class);
  }

  @Test
  void switched_off_integration_is_refused_until_it_is_on_again() {
    Subject integration = Subject.integration("int_test");
    store.setEnabled(integration, false, "unpaid");
    assertThat(refusal(keys.key())).isEqualTo(Reason.INTEGRATION_DISABLED);

    store.setEnabled(integration, true, "paid");
    assertThat(decide(gate, keys.key())).isInstanceOf(Granted.class);
  }

  @Test
  void key_expires_when_the_clock_is_moved() {
    TestKey key = keys.key();
    assertThat(decide(gate, key)).isInstanceOf(Granted.class);

    clock.advance(Duration.ofMinutes(61));
    assertThat(refusal(key)).isEqualTo(Reason.KEY_EXPIRED);
    assertThat(decide(gate, keys.key())).isInstanceOf(Granted.class);
  }

  @Test
  void recorder_forgets_when_told() {
    refusal(keys.key().expired());
    assertThat(decisions.events()).hasSize(1);

    decisions.clear();

    assertThat(decisions.events()).isEmpty();
  }
}
