package org.nexusauth.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.keys.ApiKeyIssuer;
import org.nexusauth.keys.KeyRequest;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.signing.ManagementSecrets;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoreSettings;

/**
 * Nodes over one database, each with a gate whose verification keys come from the records, and with
 * the service of signing keys; requests with issued keys at a steady rate.
 */
final class SigningKeyNodes implements AutoCloseable {
  static final ChangeContext CONTEXT =
      new ChangeContext(new Operator("ada", Role.ADMIN, Set.of()), "request", null, null);
  static final Duration REFRESH = Duration.ofSeconds(1);
  private static final String ISSUER = "https://issuer.test";
  private static final String SECRET = "the-secret-of-these-tests-is-long";
  private static final int NODES = 3;

  /** One in so many requests brings a key that is issued for it. */
  private static final int ISSUED_EACH = 20;

  private final TestDatabase database;
  private final ManagementStore records;
  private final List<ApiKeyGate> gates = new ArrayList<>();
  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(NODES);
  private final AtomicLong requests = new AtomicLong();
  final Queue<String> denied = new ConcurrentLinkedQueue<>();
  final SigningKeys keys;

  /** What is revoked through one gate, which joins the records. */
  private record GateAccess(SigningKeyNodes nodes) implements RevocationAccess {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return nodes.gates.get(0).statusOf(key);
    }

    @Override
    public RevocationWriter writer() {
      return nodes.gates.get(0).revocationWriter().orElseThrow();
    }

    @Override
    public void catchUp() {
      nodes.gates.get(0).catchUpRevocations();
    }
  }

  SigningKeyNodes(TestDatabase database) {
    this.database = database;
    StoreSettings settings = new StoreSettings(properties(), Duration.ofMillis(100), true);
    this.records = new JdbcManagementStoreProvider().open(settings, true).records();
    GivenProperty secret = new GivenProperty("nexus.auth.management.secret", SECRET, "a test");
    this.keys =
        new SigningKeys(
            new ManagementPorts(records, new GateAccess(this), null, Clock.systemUTC()),
            new SigningSettings(ISSUER, REFRESH, ManagementSecrets.parse(secret, SECRET)));
  }

  private Map<String, String> properties() {
    return Map.of(
        "nexus.auth.verify.keys.location",
        "store:",
        "nexus.auth.verify.keys.refresh",
        String.valueOf(REFRESH.toSeconds()),
        "nexus.auth.verify.issuer",
        ISSUER,
        "nexus.auth.revocation.store",
        "jdbc",
        "nexus.auth.revocation.assume.durable",
        "true",
        "nexus.auth.jdbc.url",
        database.url());
  }

  /** Starts the gates; there must be a signing key. */
  void start() {
    for (int node = 0; node < NODES; node++) {
      gates.add(ApiKeyGate.builder(properties()).build());
    }
  }

  ApiKeyGate startOne() {
    ApiKeyGate gate = ApiKeyGate.builder(properties()).build();
    gates.add(gate);
    return gate;
  }

  /** Issues a key with what signs now. */
  String issueKey() {
    return ApiKeyIssuer.builder(keys.currentKey(), ISSUER)
        .build()
        .issue(
            KeyRequest.builder("int_1", "org_1")
                .permissions("read")
                .expiresIn(Duration.ofHours(1))
                .build())
        .text();
  }

  /** Sends keys that were just issued, and ones of before, to all nodes until this is closed. */
  void sendRequests(int perSecond) {
    long period = TimeUnit.SECONDS.toMicros(1) * NODES / perSecond;
    for (ApiKeyGate gate : gates) {
      List<String> own = new ArrayList<>();
      var unused =
          clients.scheduleAtFixedRate(
              () -> sendRequest(gate, own), 0, period, TimeUnit.MICROSECONDS);
    }
  }

  private void sendRequest(ApiKeyGate gate, List<String> own) {
    try {
      if (own.isEmpty() || ThreadLocalRandom.current().nextInt(ISSUED_EACH) == 0) {
        own.add(issueKey());
      }
      int last = own.size() - 1;
      int index = ThreadLocalRandom.current().nextBoolean() ? last : randomIndex(own.size());
      Decision decision = decide(gate, own.get(index));
      requests.incrementAndGet();
      if (decision instanceof Decision.Denied refusal) {
        denied.add(refusal.reason() + " " + refusal.detail());
      }
    } catch (RuntimeException e) {
      denied.add(e.toString());
    }
  }

  private static int randomIndex(int size) {
    return ThreadLocalRandom.current().nextInt(size);
  }

  static Decision decide(ApiKeyGate gate, String key) {
    return gate.authenticate(new GateRequest(List.of(key), "GET", "/", "192.0.2.1", "r", null));
  }

  /** Returns whether all nodes grant a key. */
  boolean isGrantedByAll(String key) {
    return gates.stream().allMatch(gate -> decide(gate, key) instanceof Decision.Granted);
  }

  /** Returns whether no node grants a key. */
  boolean isDeniedByAll(String key) {
    return gates.stream().noneMatch(gate -> decide(gate, key) instanceof Decision.Granted);
  }

  long requestCount() {
    return requests.get();
  }

  /** Ends the requests. */
  void stopRequests() throws InterruptedException {
    clients.shutdown();
    if (!clients.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("requests do not end");
    }
  }

  @Override
  public void close() {
    clients.shutdownNow();
    gates.forEach(ApiKeyGate::close);
    records.close();
  }
}
