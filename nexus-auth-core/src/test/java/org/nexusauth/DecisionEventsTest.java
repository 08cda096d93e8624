package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.reason.Reason;

/** Which events listeners get, and that a listener does not change a decision. */
class DecisionEventsTest {
  private final List<DecisionEvent> events = new ArrayList<>();

  @BeforeEach
  void start() {
    LogRecorder.forget();
  }

  /** Throws in every method that the gate could call. */
  private static final class Hostile implements DecisionListener {
    @Override
    public void onDecision(DecisionEvent event) {
      throw new StackOverflowError("secret");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  @Test
  void listener_thatThrowsEverywhere_changesNothingAndIsLoggedOnce() {
    ApiKeyGate gate = Gates.builder().listener(new Hostile()).listener(events::add).build();

    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
    assertThat(Gates.decide(gate, "bad")).isInstanceOf(Denied.class);
    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);

    assertThat(events).hasSize(3);
    assertThat(LogRecorder.messages("NEXUS-1032"))
        .singleElement()
        .asString()
        .contains("DecisionEventsTest$Hostile failed, and may again: java.lang.StackOverflowError")
        .doesNotContain("secret");
  }

  @Test
  void event_saysWhenWhatAndWho() {
    ApiKeyGate gate = Gates.builder().listener(events::add).build();
    Gates.decide(gate, Gates.KEY);
    DecisionEvent event = events.get(0);

    assertThat(event.at()).isEqualTo(TestClock.NOW);
    assertThat(event.isGranted()).isTrue();
    assertThat(event.method()).isEqualTo("GET");
    assertThat(event.path()).isEqualTo("/api/x");
    assertThat(event.remoteAddress()).isEqualTo("127.0.0.1");
    assertThat(event.requestId()).isEqualTo("request-1");
    assertThat(event.clientVersion()).isEqualTo("1.0.0");
    assertThat(event.key().orElseThrow().keyId()).isEqualTo("key-1");
  }

  @Test
  void event_holdsNoTextOfAKey() {
    ApiKeyGate gate = Gates.builder().listener(events::add).build();
    String forged = KeyMaker.of(Signer.stranger("HS256")).text();
    Gates.decide(gate, Gates.KEY);
    Gates.decide(gate, forged);
    Gates.decide(gate, "Bearer " + Gates.KEY);
    Gates.decide(gate, Gates.KEY, Gates.KEY);
    KeyPieces pieces = KeyPieces.of(List.of(Gates.KEY, forged));

    assertThat(events).hasSize(4).noneMatch(event -> pieces.occurIn(event.toString()));
  }

  @Test
  void event_ofEachCall_isExactlyOneOfADenialAndOneOfAGrantByDecide() {
    ApiKeyGate gate = Gates.builder().listener(events::add).build();

    Granted granted = (Granted) gate.authenticate(Gates.get(Gates.KEY));
    assertThat(events).isEmpty();
    gate.permit(Gates.get(Gates.KEY), granted, Requirement.NONE);
    assertThat(events).isEmpty();
    gate.permit(Gates.get(Gates.KEY), granted, Requirement.DENY_ALL);
    assertThat(events).hasSize(1);
    gate.authenticate(Gates.get());
    assertThat(events).hasSize(2);
    gate.deny(Gates.get(), new Denied(Reason.ACCESS_DENIED, "a filter's own"));
    assertThat(events).hasSize(3);
    gate.decide(Gates.get(Gates.KEY), Requirement.NONE);
    assertThat(events).hasSize(4);
    assertThat(events)
        .extracting(DecisionEvent::isGranted)
        .containsExactly(false, false, false, true);
  }

  @Test
  void denial_isLoggedAtDebugWithAllThatFindsTheRequest() {
    ApiKeyGate gate = Gates.builder().build();
    gate.decide(
        new GateRequest(
            List.of("a b"), "GET", "/x y\nNEXUS-1001 forged", "::1", "id key=evil", null),
        Requirement.NONE);

    assertThat(LogRecorder.messages("NEXUS-1020"))
        .singleElement()
        .asString()
        .contains("FINE")
        .contains(
            "NEXUS-1020 denied key_whitespace: character 2 of 3 is whitespace \u00b7"
                + " method=GET path=\"/x y\\u000aNEXUS-1001 forged\" address=::1"
                + " request=\"id key=evil\"");
  }

  @Test
  void denial_ofAGenuineKey_isLoggedWithItsIdsAlsoWhenItHasExpired() {
    ApiKeyGate gate = Gates.builder("log.denials", "info").build();
    KeyMaker key =
        KeyMaker.of(Gates.SIGNER)
            .claim("jti", "k 1")
            .claim("integrationId", "int \"x\" status=200");
    gate.decide(Gates.get(key.claim("exp", TestClock.second() - 61).text()), Requirement.NONE);
    gate.decide(Gates.get(key.text()), Requirement.DENY_ALL);

    assertThat(LogRecorder.messages("NEXUS-1020"))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("INFO")
                    .contains(
                        "address=127.0.0.1 key=\"k 1\" integration=\"int \\\"x\\\" status=200\""
                            + " request=request-1"));
  }

  @Test
  void path_withAKeyInIt_isLoggedWithout() {
    ApiKeyGate gate = Gates.builder().build();
    gate.decide(
        new GateRequest(List.of(), "GET", "/api/" + Gates.KEY + "/x", null, "r", null),
        Requirement.NONE);

    assertThat(LogRecorder.messages("NEXUS-1020"))
        .singleElement()
        .asString()
        .contains("path=\"/api/\u2026/x\" address=- request=r");
  }
}
