package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.StatusUnavailableException;

final class ApiKeyGateTest {
  private static final Signer SIGNER = Signer.of("HS256");

  private final List<DecisionEvent> events = new ArrayList<>();

  private GateBuilder gate(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("nexus.auth.verify.keys", Signer.jwks(SIGNER));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return ApiKeyGate.builder(properties).clock(new TestClock()).listener(events::add);
  }

  private static KeyMaker key() {
    return KeyMaker.of(SIGNER);
  }

  private static GateRequest request(String method, String path, String... values) {
    return new GateRequest(List.of(values), method, path, "127.0.0.1", "req-1", null);
  }

  private static GateRequest get(KeyMaker key) {
    return request("GET", "/api/x", key.text());
  }

  private static Reason reason(Decision decision) {
    return ((Denied) decision).reason();
  }

  @Test
  void validKey_isGrantedAndNotifiedOnce() {
    try (ApiKeyGate gate = gate().build()) {
      Decision decision = gate.decide(get(key()), Requirement.NONE);

      assertThat(decision).isInstanceOf(Granted.class);
      assertThat(events).hasSize(1);
      assertThat(events.get(0).isGranted()).isTrue();
      assertThat(events.get(0).reason()).isEmpty();
      assertThat(events.get(0).key()).contains(((Granted) decision).key());
    }
  }

  @Test
  void refusal_isToldOnceWhicheverStepRefused() {
    try (ApiKeyGate gate = gate().build()) {
      gate.decide(request("GET", "/api/x"), Requirement.NONE);
      gate.decide(get(key()), Requirement.ofPermissions("missing"));
      gate.authenticate(request("GET", "/api/x", "a", "b"));

      assertThat(events)
          .extracting(event -> event.reason().orElseThrow())
          .containsExactly(Reason.KEY_MISSING, Reason.PERMISSION_MISSING, Reason.KEY_REPEATED);
      assertThat(events.get(0).key()).isEmpty();
      assertThat(events.get(1).key()).isPresent();
    }
  }

  @Test
  void secondFilter_notifiesOfItsDenialOnly() {
    try (ApiKeyGate gate = gate().build()) {
      Granted granted = (Granted) gate.decide(get(key()), Requirement.NONE);

      assertThat(gate.permit(get(key()), granted, Requirement.NONE)).isEmpty();
      assertThat(gate.permit(get(key()), granted, Requirement.DENY_ALL).map(Denied::reason))
          .contains(Reason.ACCESS_DENIED);
      assertThat(events).hasSize(2);
    }
  }

  static Stream<Arguments> stores() {
    RevocationStore throwsError =
        key -> {
          throw new StackOverflowError();
        };
    RevocationStore throwsRuntime =
        key -> {
          throw new IllegalStateException("broken");
        };
    return Stream.of(
        argumentSet("active", (RevocationStore) key -> KeyStatus.active(), Optional.empty()),
        argumentSet(
            "revoked",
            (RevocationStore) key -> KeyStatus.revoked("leaked"),
            Optional.of(Reason.KEY_REVOKED)),
        argumentSet(
            "integration",
            (RevocationStore) key -> KeyStatus.integrationDisabled(),
            Optional.of(Reason.INTEGRATION_DISABLED)),
        argumentSet(
            "agent",
            (RevocationStore) key -> KeyStatus.agentRestricted(),
            Optional.of(Reason.AGENT_RESTRICTED)),
        argumentSet(
            "no state",
            (RevocationStore) key -> new KeyStatus(null, "neither good nor bad"),
            Optional.of(Reason.STATUS_UNAVAILABLE)),
        argumentSet("null", (RevocationStore) key -> null, Optional.of(Reason.STATUS_UNAVAILABLE)),
        argumentSet("error", throwsError, Optional.of(Reason.STATUS_UNAVAILABLE)),
        argumentSet("exception", throwsRuntime, Optional.of(Reason.STATUS_UNAVAILABLE)));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void store_answer_decides(RevocationStore store, Optional<Reason> expected) {
    try (ApiKeyGate gate = gate().store(store).build()) {
      for (int request = 0; request < 2; request++) {
        Decision decision = gate.decide(get(key()), Requirement.NONE);
        assertThat(
                decision instanceof Denied denied ? Optional.of(denied.reason()) : Optional.empty())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void store_thatRecovers_servesTheNextRequest() {
    KeyStatus[] answer = {null};
    try (ApiKeyGate gate = gate().store(key -> answer[0]).build()) {
      assertThat(reason(gate.decide(get(key()), Requirement.NONE)))
          .isEqualTo(Reason.STATUS_UNAVAILABLE);
      answer[0] = KeyStatus.active();
      assertThat(gate.decide(get(key()), Requirement.NONE)).isInstanceOf(Granted.class);
    }
  }

  @Test
  void store_isQueriedForACachedKeyToo() {
    KeyStatus[] answer = {KeyStatus.active()};
    KeyMaker key = key();
    try (ApiKeyGate gate = gate().store(subject -> answer[0]).build()) {
      assertThat(gate.decide(get(key), Requirement.NONE)).isInstanceOf(Granted.class);
      answer[0] = KeyStatus.revoked("leaked");
      assertThat(reason(gate.decide(get(key), Requirement.NONE))).isEqualTo(Reason.KEY_REVOKED);
    }
  }

  @Test
  void store_isNotQueriedForAForgedKey() {
    List<String> queried = new ArrayList<>();
    try (ApiKeyGate gate =
        gate()
            .store(
                subject -> {
                  queried.add(subject.keyId());
                  return KeyStatus.active();
                })
            .build()) {
      gate.decide(get(key().signedBy(Signer.stranger("HS256"))), Requirement.NONE);
      assertThat(queried).isEmpty();
    }
  }

  @Test
  void retry_afterOfTheStore_isSent() {
    RevocationStore store =
        key -> {
          throw new StatusUnavailableException("down", null, Duration.ofMillis(2_100));
        };
    try (ApiKeyGate gate = gate().store(store).build()) {
      Denied denied = (Denied) gate.decide(get(key()), Requirement.NONE);
      Answer answer = gate.answer(denied);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers()).containsEntry("Retry-After", "3");
    }
  }

  @Test
  void listener_thatThrows_changesNothing() {
    try (ApiKeyGate gate =
        gate()
            .listener(
                event -> {
                  throw new OutOfMemoryError("planted");
                })
            .build()) {
      assertThat(gate.decide(get(key()), Requirement.NONE)).isInstanceOf(Granted.class);
      assertThat(reason(gate.decide(request("GET", "/"), Requirement.NONE)))
          .isEqualTo(Reason.KEY_MISSING);
      assertThat(events).hasSize(2);
    }
  }

  static Stream<Arguments> requirements() {
    Requirement any = Requirement.NONE.withAnyOf(Set.of("admin", "read"));
    return Stream.of(
        argumentSet("none", Requirement.NONE, null),
        argumentSet("one", Requirement.ofPermissions("read"), null),
        argumentSet("two", Requirement.ofPermissions("read", "write"), null),
        argumentSet("missing", Requirement.ofPermissions("read", "admin"), "permission_missing"),
        argumentSet("prefix", Requirement.ofPermissions("rea"), "permission_missing"),
        argumentSet("longer", Requirement.ofPermissions("readall"), "permission_missing"),
        argumentSet("case", Requirement.ofPermissions("READ"), "permission_missing"),
        argumentSet("any", any, null),
        argumentSet("none of any", any.withAnyOf(Set.of("x", "y")), "permission_missing"),
        argumentSet("denyAll", Requirement.DENY_ALL, "access_denied"),
        argumentSet("other agent", Requirement.NONE.withAgent("agt_other"), "agent_restricted"));
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void requirement_isComparedToTheLetter(
      Requirement requirement, @org.jspecify.annotations.Nullable String code) {
    try (ApiKeyGate gate = gate().build()) {
      KeyMaker key = key().claim("permissions", List.of("read", "write"));
      Decision decision = gate.decide(get(key), requirement);
      assertThat(decision instanceof Denied denied ? denied.reason().code() : null).isEqualTo(code);
    }
  }

  @Test
  void agentBinding_needsAKeyWithThatAgent() {
    try (ApiKeyGate gate = gate().build()) {
      Requirement bound = Requirement.NONE.withAgent("agt_7");
      assertThat(gate.decide(get(key().claim("agentId", "agt_7")), bound))
          .isInstanceOf(Granted.class);
      assertThat(reason(gate.decide(get(key().without("agentId")), bound)))
          .isEqualTo(Reason.AGENT_RESTRICTED);
    }
  }

  @Test
  void pathRulesApply_toEveryFilter() {
    try (ApiKeyGate gate =
        gate("nexus.auth.paths.permissions", "/api/*=read,DELETE /api/*=admin").build()) {
      KeyMaker reader = key().claim("permissions", List.of("read"));
      assertThat(gate.decide(request("GET", "/api/x", reader.text()), Requirement.NONE))
          .isInstanceOf(Granted.class);
      Decision decision = gate.decide(request("DELETE", "/api/x", reader.text()), Requirement.NONE);
      assertThat(reason(decision)).isEqualTo(Reason.PERMISSION_MISSING);
      assertThat(gate.answer((Denied) decision).body())
          .isEqualTo(
              "{\"statusCode\":403,\"message\":\"Insufficient permissions\",\"error\":\"Forbidden\","
                  + "\"code\":\"permission_missing\","
                  + "\"hint\":\"The key needs the permission \\\"admin\\\".\"}");
    }
  }

  @Test
  void answers_areTheContracts() {
    try (ApiKeyGate gate = gate("nexus.auth.realm", "orders").build()) {
      for (Reason reason : Reason.values()) {
        Answer answer = gate.answer(new Denied(reason, "a detail that is not sent"));
        assertThat(answer.status()).isEqualTo(reason.status());
        assertThat(answer.body())
            .startsWith(
                "{\"statusCode\":%s,\"message\":\"%s\",\"error\":\"%s\",\"code\":\"%s\""
                    .formatted(reason.status(), reason.message(), reason.error(), reason.code()));
        assertThat(answer.headers())
            .containsEntry("Content-Type", "application/json")
            .containsEntry("Cache-Control", "no-store");
        assertThat(answer.headers().get("WWW-Authenticate"))
            .isEqualTo(reason.status() == 401 ? challenge(reason) : null);
        assertThat(answer.body().contains("\"hint\":")).isEqualTo(reason.hint().isPresent());
      }
    }
  }

  private static String challenge(Reason reason) {
    String challenge = "ApiKey realm=\"orders\", header=\"api-key\"";
    return reason == Reason.KEY_MISSING
        ? challenge
        : challenge + ", error=\"" + reason.code() + "\"";
  }

  @Test
  void request_showsNoKey() {
    KeyMaker key = key();
    assertThat(get(key).toString()).doesNotContain(key.text().substring(0, 16));
  }
}
