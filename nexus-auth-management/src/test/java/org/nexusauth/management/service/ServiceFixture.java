package org.nexusauth.management.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyIssuanceSettings;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.audit.AuditLog;
import org.nexusauth.management.directory.Agents;
import org.nexusauth.management.directory.Integrations;
import org.nexusauth.management.directory.Organizations;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.plan.ConfiguredPlans;
import org.nexusauth.management.plan.Plans;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.testkit.MutableClock;

/** The services over a store in memory, with an organization, an agent and an integration. */
final class ServiceFixture implements RevocationAccess {
  static final Instant START = Instant.parse("2026-11-30T13:00:00Z");
  static final String ORG = "org_a";
  static final String AGENT = "agt_a";
  static final SigningKey SIGNING_KEY = SigningKey.generate("kid-1");
  static final ConfiguredPlans CONFIGURED =
      new ConfiguredPlans(
          true,
          LimitPlan.parse("default", "60/minute,1000/hour"),
          Map.of("development", LimitPlan.parse("development", "10/minute")));
  static final ExpectedVersion ANY = ExpectedVersion.ANY;

  final MutableClock clock = MutableClock.at(START);
  final MemoryRevocationStore revocations = new MemoryRevocationStore(clock);
  final Map<String, KeyClaims> genuineKeys = new ConcurrentHashMap<>();
  final MemoryManagementStore store;
  final ManagementPorts ports;
  final Organizations organizations;
  final Agents agents;
  final Integrations integrations;
  final ApiKeys apiKeys;
  final Plans plans;
  final AuditLog auditLog;
  final Integration integration;

  /** Replaced where the revocation store must fail. */
  RevocationWriter revocationWriter = revocations;

  boolean revocationsAway;

  private ServiceFixture(
      MemoryManagementStore memory, UnaryOperator<ManagementStore> wrapping, boolean joins) {
    store = joins ? new MemoryManagementStore(revocations, clock) : memory;
    ports = new ManagementPorts(wrapping.apply(store), this, null, clock);
    organizations = new Organizations(ports);
    agents = new Agents(ports);
    integrations = new Integrations(ports);
    plans = new Plans(ports, CONFIGURED);
    auditLog = new AuditLog(ports);
    apiKeys = new ApiKeys(ports, issuance(), text -> Optional.ofNullable(genuineKeys.get(text)));
    organizations.create(admin(), ORG, "Acme");
    agents.create(admin(), ORG, AGENT, "Ada");
    integration = integrations.create(admin(), ORG, "Shop", AGENT);
  }

  private static KeyIssuanceSettings issuance() {
    return new KeyIssuanceSettings(
        "https://api.example.com",
        ClaimNames.STANDARD,
        "nxs_",
        EnvironmentPresets.defaults(),
        Duration.ofDays(180),
        () -> SIGNING_KEY,
        CONFIGURED);
  }

  /** Revocations are in the same transaction. */
  static ServiceFixture joined() {
    return new ServiceFixture(new MemoryManagementStore(), store -> store, true);
  }

  /** Revocations are in another engine. */
  static ServiceFixture separate() {
    return new ServiceFixture(new MemoryManagementStore(), store -> store, false);
  }

  static ServiceFixture over(UnaryOperator<ManagementStore> wrapping, boolean joins) {
    return new ServiceFixture(new MemoryManagementStore(), wrapping, joins);
  }

  static ChangeContext admin() {
    return contextOf(new Operator("root", Role.ADMIN, Set.of()), null);
  }

  static ChangeContext operator() {
    return contextOf(operatorOf(Role.OPERATOR, ORG), null);
  }

  static Operator operatorOf(Role role, String... organizations) {
    return new Operator("ada", role, Set.of(organizations));
  }

  static ChangeContext contextOf(Operator operator, String idempotencyKey) {
    return new ChangeContext(operator, "req-1", "192.0.2.1", idempotencyKey);
  }

  NewKeyRequest order() {
    return order("Key", List.of("read"));
  }

  NewKeyRequest order(String name, List<String> permissions) {
    return new NewKeyRequest(
        ORG, integration.id(), name, Environment.PRODUCTION, permissions, null, null);
  }

  Generated generate() {
    return (Generated) apiKeys.generate(operator(), order());
  }

  KeyRef ref(String keyId) {
    return new KeyRef(ORG, integration.id(), keyId);
  }

  void use(KeyRef ref, Instant at) {
    store.mergeKeyUses("node-1", Map.of(ref, new KeyUse(at, at, "10.2.0.0/24", "1.4.0")));
  }

  List<AuditEvent> events() {
    return store.read(all -> all.readAuditEvents(0, 1_000));
  }

  AuditEvent lastEvent() {
    return events().get(events().size() - 1);
  }

  KeyStatus status(KeyRef ref) {
    return revocations.statusOf(
        store.read(all -> all.findApiKey(ref)).orElseThrow().claims().subject());
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    if (revocationsAway) {
      throw new StatusUnavailableException("away");
    }
    return revocations.statusOf(key);
  }

  @Override
  public RevocationWriter writer() {
    return revocationWriter;
  }

  @Override
  public Optional<RevocationReader> reader() {
    return Optional.of(revocations);
  }

  @Override
  public void catchUp() {}
}
