package org.nexusauth.management;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateBuilder;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.PropertySource;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.testkit.TestKeys;

/** Gates that manage keys, with everything in memory unless set otherwise. */
final class ManagedGates {
  static final TestKeys KEYS = TestKeys.create(SigningAlgorithm.ES256);
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  private ManagedGates() {}

  /** Returns settings with changes; a value of "-" removes a property. */
  static Map<String, String> settings(String... namesAndValues) {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    all.put("nexus.auth.verify.audiences", KEYS.issuer() + "," + KEYS.audience());
    all.put("nexus.auth.revocation.store", "memory");
    all.put("nexus.auth.management.store", "memory");
    all.put("nexus.auth.management.secret", SECRET);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put("nexus.auth." + namesAndValues[i], namesAndValues[i + 1]);
    }
    all.values().removeIf("-"::equals);
    return all;
  }

  static Configuration configuration(String... namesAndValues) {
    return Configuration.of(PropertySource.of("test", settings(namesAndValues)));
  }

  static GateBuilder builder(String... namesAndValues) {
    return ApiKeyGate.builder(configuration(namesAndValues));
  }

  static Management managementOf(ApiKeyGate gate) {
    return gate.extension(Management.class).orElseThrow();
  }

  static Decision send(ApiKeyGate gate, String key) {
    return gate.decide(
        new GateRequest(List.of(key), "GET", "/api/x", "10.1.2.3", "request-1", "shop/1.0"),
        Requirement.NONE);
  }
}
