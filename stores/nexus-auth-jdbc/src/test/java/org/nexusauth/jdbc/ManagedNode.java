package org.nexusauth.jdbc;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.decision.Sunset;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.testkit.TestKeys;

/** A node of an application whose records and revocations are in one database. */
final class ManagedNode implements AutoCloseable {
  static final Operator ADMIN = new Operator("root", Role.ADMIN, Set.of());
  private static final TestKeys KEYS = TestKeys.create(SigningAlgorithm.ES256);

  private final ApiKeyGate gate;
  private final ManagementServices services;

  /**
   * Opens a node.
   *
   * @param more names after {@code nexus.auth.} and values of further settings
   */
  ManagedNode(TestDatabase database, String... more) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.verify.audiences", KEYS.issuer());
    settings.put("nexus.auth.revocation.store", "jdbc");
    settings.put("nexus.auth.revocation.assume.durable", "true");
    settings.put("nexus.auth.management.store", "jdbc");
    settings.put("nexus.auth.management.secret", "0123456789abcdef0123456789abcdef");
    settings.put("nexus.auth.jdbc.url", database.url());
    for (int i = 0; i < more.length; i += 2) {
      settings.put("nexus.auth." + more[i], more[i + 1]);
    }
    this.gate = ApiKeyGate.builder(settings).build();
    this.services = gate.extension(Management.class).orElseThrow().services();
  }

  ManagementServices services() {
    return services;
  }

  static ChangeContext context() {
    return new ChangeContext(ADMIN, "request-1", null, null);
  }

  /** Makes what a key needs, once for all nodes; returns the integration's id. */
  String prepareIntegration() {
    services.signingKeys().importNext(context(), KEYS.signingKey());
    services
        .signingKeys()
        .activate(context(), KEYS.signingKey().keyId(), true, ExpectedVersion.ANY);
    services.organizations().create(context(), "org_1", "Orders");
    services.agents().create(context(), "org_1", "agt_1", "Shop");
    return services.integrations().create(context(), "org_1", "Shop", "agt_1").id();
  }

  Generated generate(String integrationId, String name) {
    NewKeyRequest order =
        new NewKeyRequest(
            "org_1", integrationId, name, Environment.PRODUCTION, List.of("read"), null, null);
    return requireGenerated(services.apiKeys().generate(context(), order));
  }

  Generated rotate(KeyRef old, KeyRotationRequest order) {
    return requireGenerated(services.apiKeys().rotate(context(), old, order, ExpectedVersion.ANY));
  }

  private static Generated requireGenerated(GenerationResult result) {
    if (result instanceof Generated generated) {
      return generated;
    }
    throw new IllegalStateException("not generated: " + result);
  }

  ApiKeyView view(KeyRef ref) {
    return services.apiKeys().get(ADMIN, ref);
  }

  Decision send(Generated key) {
    return gate.decide(
        new GateRequest(
            List.of(key.key().text()), "GET", "/api/x", "10.1.2.3", "request-1", "shop/1.0"),
        Requirement.NONE);
  }

  boolean grants(Generated key) {
    return send(key) instanceof Granted;
  }

  /** Returns the end that this node announces of a key, by its own index. */
  Instant announcedEnd(Generated key) {
    if (send(key) instanceof Granted granted) {
      return gate.sunsetOf(granted.key()).map(Sunset::endsAt).orElse(Instant.MAX);
    }
    return Instant.MIN;
  }

  @Override
  public void close() {
    gate.close();
  }
}
