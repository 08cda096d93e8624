package org.nexusauth.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.KeyIssuanceSettings;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.signing.ManagementSecrets;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.testkit.MemoryUsageStore;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.usage.store.UsageReader;

/** The services over stores in memory, which can be made to fail. */
final class TestManagement {
  static final String ISSUER = "https://issuer.example";

  private final Clock clock = Clock.systemUTC();
  private final MemoryRevocationStore revocations = new MemoryRevocationStore(clock);
  private final MemoryManagementStore memory = new MemoryManagementStore(revocations, clock);
  private final SwitchableStore records = new SwitchableStore(memory);
  private final TestKeys keys = TestKeys.create();

  /** The claims of texts that count as genuine keys from elsewhere. */
  final Map<String, KeyClaims> genuine = new ConcurrentHashMap<>();

  final ManagementServices services;

  /** The same services, where usage is counted. */
  final ManagementServices servicesWithUsage;

  /** What is counted. */
  final MemoryUsageStore usage = new MemoryUsageStore();

  private volatile boolean hasSecret = true;

  TestManagement() {
    this(null);
  }

  /** Returns the services with the agents of an application; null for recorded ones. */
  TestManagement(@Nullable AgentDirectory agents) {
    ManagementPorts ports =
        new ManagementPorts(records, new MemoryAccess(revocations), agents, clock);
    services = createServices(ports);
    servicesWithUsage = services.withUsage(new UsageReports(ports, usage));
  }

  private ManagementServices createServices(ManagementPorts ports) {
    GivenProperty secret = new GivenProperty("nexus.auth.management.secret", "", "test");
    SigningKeys signingKeys =
        new SigningKeys(
            ports,
            new SigningSettings(
                ISSUER,
                Duration.ofMinutes(5),
                ManagementSecrets.parse(secret, "0123456789abcdef0123456789abcdef")));
    KeyIssuanceSettings issuance =
        new KeyIssuanceSettings(
            ISSUER,
            ClaimNames.STANDARD,
            "",
            EnvironmentPresets.defaults(),
            null,
            () -> requireSigningKey(ports));
    return ManagementServices.create(
        ports, issuance, text -> Optional.ofNullable(genuine.get(text)), signingKeys);
  }

  private SigningKey requireSigningKey(ManagementPorts ports) {
    if (hasSecret) {
      return keys.signingKey();
    }
    return new SigningKeys(ports, new SigningSettings(ISSUER, Duration.ofMinutes(5), null))
        .currentKey();
  }

  /** Returns the services with what usage is read from, and no usage where it is null. */
  ManagementServices withUsage(@Nullable UsageReader reader) {
    ManagementPorts ports =
        new ManagementPorts(records, new MemoryAccess(revocations), null, clock);
    return new ManagementServices(
        services.organizations(),
        services.agents(),
        services.integrations(),
        services.apiKeys(),
        services.signingKeys(),
        services.plans(),
        services.alerts(),
        services.alertChannels(),
        new UsageReports(ports, reader),
        services.auditLog());
  }

  /** Takes the secret of the signing keys away, or gives it back. */
  void setHasSecret(boolean hasSecret) {
    this.hasSecret = hasSecret;
  }

  /** Opens a gate over these revocations that trusts test keys. */
  ApiKeyGate openGate(TestKeys trusted) {
    return ApiKeyGate.builder(trusted.settings()).store(revocations).build();
  }

  /** Records a use of a key now, from 10.2.0.0/24. */
  void useKey(KeyRef ref, String clientVersion) {
    Instant now = clock.instant();
    memory.mergeKeyUses("node-1", Map.of(ref, new KeyUse(now, now, "10.2.0.0/24", clientVersion)));
  }

  /** Records alerts. */
  void record(Alert... alerts) {
    for (Alert alert : alerts) {
      memory.write(records -> records.alerts().insertAlert(alert));
    }
  }

  /** Makes every read and write fail, or work again. */
  void setReachable(boolean reachable) {
    records.reachable = reachable;
  }

  /** Records that a key is used now, from 10.2.0.0/24 with the client version 1.4.0. */
  void recordUse(KeyRef key) {
    Instant now = clock.instant();
    memory.mergeKeyUses("node-1", Map.of(key, new KeyUse(now, now, "10.2.0.0/24", "1.4.0")));
  }

  /** Makes an organization with an agent; returns the id of a new integration of it. */
  static String prepareIntegration(ConsoleServer server, String organization, String name) {
    ConsoleClient admin = server.as("admin");
    admin.post("/organizations", members("id", organization, "name", organization));
    admin.post(
        "/organizations/" + organization + "/agents", members("id", "agent-1", "name", "Agent"));
    return admin
        .post(
            "/organizations/" + organization + "/integrations",
            members("name", name, "agentId", "agent-1"))
        .text("id");
  }

  /** Returns an object of texts. */
  static ObjectNode members(String... namesAndValues) {
    ObjectNode object = ConsoleServer.JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private record MemoryAccess(MemoryRevocationStore store) implements RevocationAccess {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return store.statusOf(key);
    }

    @Override
    public RevocationWriter writer() {
      return store;
    }

    @Override
    public void catchUp() {}
  }

  private static final class SwitchableStore implements ManagementStore {
    private final ManagementStore inner;
    private volatile boolean reachable = true;

    SwitchableStore(ManagementStore inner) {
      this.inner = inner;
    }

    private void requireReachable() {
      if (!reachable) {
        throw ManagementException.unavailable(
            "The store of records cannot be reached. Try again later.", null);
      }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
      requireReachable();
      return inner.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
      requireReachable();
      return inner.write(work);
    }

    @Override
    public boolean joinsRevocations() {
      return inner.joinsRevocations();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
