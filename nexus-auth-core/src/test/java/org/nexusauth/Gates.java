package org.nexusauth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;

/** Gates that trust this JVM's HS256 signer, and requests to them. */
final class Gates {
  static final Signer SIGNER = Signer.of("HS256");
  static final String KEY = KeyMaker.of(SIGNER).text();

  private Gates() {}

  /** Returns a builder with settings by name, at {@link TestClock#NOW}. */
  static GateBuilder builder(String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("nexus.auth.verify.keys", Signer.jwks(SIGNER));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("nexus.auth." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return ApiKeyGate.builder(properties).clock(new TestClock());
  }

  static GateRequest get(String... values) {
    return new GateRequest(List.of(values), "GET", "/api/x", "127.0.0.1", "request-1", "1.0.0");
  }

  static Decision decide(ApiKeyGate gate, String... values) {
    return gate.decide(get(values), Requirement.NONE);
  }

  static Decision.Denied denied(ApiKeyGate gate, String... values) {
    return (Decision.Denied) decide(gate, values);
  }
}
