package org.nexusauth.faults.record;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.testkit.TestKeys;

/** A node of an application that manages keys, all of it as its settings open it. Thread-safe. */
final class RecordNode implements AutoCloseable {
  static final String ORGANIZATION = "org_1";
  static final String AGENT = "agt_1";
  static final Operator ADMIN = new Operator("root", Role.ADMIN, Set.of());
  static final ChangeContext CONTEXT = new ChangeContext(ADMIN, "request-1", null, null);
  static final KeyRotationRequest ROTATION =
      new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(7));

  private final ApiKeyGate gate;
  private final ManagementStore records;
  private final ManagementServices services;

  RecordNode(ApiKeyGate gate, ManagementStore records, ManagementServices services) {
    this.gate = gate;
    this.records = records;
    this.services = services;
  }

  /** Opens a node whose gate opens the management of keys too. */
  static RecordNode open(Map<String, String> settings) {
    ApiKeyGate gate = buildGate(settings);
    Management management = gate.extension(Management.class).orElseThrow();
    return new RecordNode(gate, management.store(), management.services());
  }

  /** A database that recovers, or a busy machine, takes longer than a gate waits for it. */
  static ApiKeyGate buildGate(Map<String, String> settings) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .ignoreException(ConfigurationException.class)
        .until(() -> ApiKeyGate.builder(settings).build(), built -> true);
  }

  /** Returns the settings of a node whose revocations are in a store, and whose records are too. */
  static Map<String, String> settingsFor(TestKeys keys, Map<String, String> store) {
    Map<String, String> settings = new HashMap<>(keys.settings());
    settings.putAll(store);
    settings.put("nexus.auth.verify.audiences", keys.issuer());
    settings.put("nexus.auth.management.store", "jdbc");
    settings.put("nexus.auth.management.secret", "0123456789abcdef0123456789abcdef");
    return settings;
  }

  /** Prepares a database for nodes that sign keys. */
  static void prepare(ManagementServices services, TestKeys keys) {
    services.signingKeys().importNext(CONTEXT, keys.signingKey());
    services.signingKeys().activate(CONTEXT, keys.signingKey().keyId(), true, ExpectedVersion.ANY);
    services.organizations().create(CONTEXT, ORGANIZATION, "Orders");
    services.agents().create(CONTEXT, ORGANIZATION, AGENT, "Shop");
  }

  /** Creates an integration; returns its id. */
  static String createIntegration(ManagementServices services, String name, String agentId) {
    return services.integrations().create(CONTEXT, ORGANIZATION, name, agentId).id();
  }

  static Generated generate(ManagementServices services, String integrationId) {
    NewKeyRequest order =
        new NewKeyRequest(
            ORGANIZATION,
            integrationId,
            "key",
            Environment.PRODUCTION,
            List.of("read"),
            null,
            null);
    return requireGenerated(services.apiKeys().generate(CONTEXT, order));
  }

  static Generated rotate(ManagementServices services, KeyRef old) {
    return requireGenerated(services.apiKeys().rotate(CONTEXT, old, ROTATION, ExpectedVersion.ANY));
  }

  private static Generated requireGenerated(GenerationResult result) {
    if (result instanceof Generated generated) {
      return generated;
    }
    throw new IllegalStateException("not generated: " + result);
  }

  ManagementServices services() {
    return services;
  }

  /** Reads records as they are at one instant. */
  <T> T read(Function<? super RecordReader, T> work) {
    return records.read(work);
  }

  /** Returns what the revocation store itself has. */
  RevocationReader revocations() {
    return gate.revocationReader().orElseThrow();
  }

  /** Returns the ids of the key with a text; fails unless it is genuine. */
  KeyRef refOf(String text) {
    return gate.subjectOf(text)
        .map(key -> new KeyRef(key.organizationId(), key.integrationId(), key.keyId()))
        .orElseThrow();
  }

  /** Returns what this node decides on a key by. */
  KeyStatus statusOf(KeySubject key) {
    return gate.statusOf(key);
  }

  boolean grants(String text) {
    GateRequest request =
        new GateRequest(List.of(text), "GET", "/api/x", "10.1.2.3", "request-1", "shop/1.0");
    return gate.decide(request, Requirement.NONE) instanceof Granted;
  }

  @Override
  public void close() {
    gate.close();
    records.close();
  }
}
