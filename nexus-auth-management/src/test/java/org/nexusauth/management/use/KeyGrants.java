package org.nexusauth.management.use;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.testkit.TestKeys;

/** Decisions on keys, as a gate would notify listeners of them at any time. */
final class KeyGrants implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-30T13:00:00Z");

  private final TestKeys keys = TestKeys.create(SigningAlgorithm.HS256);
  private final ApiKeyGate gate = ApiKeyGate.builder(keys.settings()).build();

  /** Returns the decision on a key of this id. */
  Decision grant(String keyId) {
    return gate.decide(request(keys.key().id(keyId).text()), Requirement.NONE);
  }

  Decision denial() {
    return gate.decide(request(keys.key().expired().text()), Requirement.NONE);
  }

  static KeyRef ref(String keyId) {
    return new KeyRef("org_test", "int_test", keyId);
  }

  static DecisionEvent event(Decision decision, Instant at) {
    return event(decision, at, "10.1.2.3", "1.0");
  }

  static DecisionEvent event(
      Decision decision, Instant at, @Nullable String address, @Nullable String version) {
    return new DecisionEvent(at, decision, "GET", "/api/x", address, "request-1", version);
  }

  private static GateRequest request(String key) {
    return new GateRequest(List.of(key), "GET", "/api/x", "10.1.2.3", "request-1", "1.0");
  }

  @Override
  public void close() {
    gate.close();
  }
}
