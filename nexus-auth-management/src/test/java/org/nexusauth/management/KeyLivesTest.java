package org.nexusauth.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.reason.Reason;
import org.nexusauth.testkit.MutableClock;
import org.nexusauth.testkit.TestKey;

/** What the background does for keys while a gate decides. */
final class KeyLivesTest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Operator ADMIN = new Operator("root", Role.ADMIN, Set.of());

  private final MutableClock clock =
      MutableClock.at(Instant.ofEpochSecond(Instant.now().getEpochSecond()));
  private final ApiKeyGate gate = ManagedGates.builder().clock(clock).build();
  private final ManagementServices services = ManagedGates.managementOf(gate).services();
  private String integrationId = "";

  @BeforeEach
  void setUp() {
    String keyId = ManagedGates.KEYS.signingKey().keyId();
    services.signingKeys().importNext(context(), ManagedGates.KEYS.signingKey());
    services.signingKeys().activate(context(), keyId, true, ExpectedVersion.ANY);
    services.organizations().create(context(), "org_1", "Orders");
    services.agents().create(context(), "org_1", "agt_1", "Shop");
    integrationId = services.integrations().create(context(), "org_1", "Shop", "agt_1").id();
  }

  @AfterEach
  void closeGate() {
    gate.close();
  }

  private static ChangeContext context() {
    return new ChangeContext(ADMIN, "request-1", null, null);
  }

  private Generated generate() {
    NewKeyRequest order =
        new NewKeyRequest(
            "org_1", integrationId, "key", Environment.PRODUCTION, List.of("read"), null, null);
    return requireGenerated(services.apiKeys().generate(context(), order));
  }

  private static Generated requireGenerated(GenerationResult result) {
    assertThat(result).isInstanceOf(Generated.class);
    return (Generated) result;
  }

  private ApiKeyRecord recordOf(KeyRef ref) {
    return services.apiKeys().get(ADMIN, ref).record();
  }

  @Test
  void rotation_beginsItsGraceWithTheFirstUseOfTheNewKey() {
    Generated old = generate();
    assertThat(ManagedGates.send(gate, old.key().text())).isInstanceOf(Granted.class);
    KeyRotationRequest order = new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(7));
    Generated next =
        requireGenerated(
            services.apiKeys().rotate(context(), old.record().ref(), order, ExpectedVersion.ANY));
    clock.advance(Duration.ofHours(2));
    assertThat(ManagedGates.send(gate, old.key().text())).isInstanceOf(Granted.class);

    assertThat(ManagedGates.send(gate, next.key().text())).isInstanceOf(Granted.class);
    Instant firstUse = clock.instant();

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(recordOf(old.record().ref()).lifecycle().rotation())
                    .extracting(Rotation::graceStartedAt)
                    .isEqualTo(firstUse));
    clock.advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(ManagedGates.send(gate, old.key().text())).isInstanceOf(Granted.class);
    clock.advance(Duration.ofSeconds(2));
    assertThat(ManagedGates.send(gate, old.key().text()))
        .isInstanceOfSatisfying(
            Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.KEY_REVOKED));
    assertThat(ManagedGates.send(gate, next.key().text())).isInstanceOf(Granted.class);
  }

  @Test
  void key_thatWasIssuedElsewhere_isRecordedWhenItIsFirstSeen() {
    TestKey key = ManagedGates.KEYS.key();
    KeyRef ref = new KeyRef("org_test", "int_test", key.keyId());

    assertThat(ManagedGates.send(gate, key.text())).isInstanceOf(Granted.class);

    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(recordOf(ref).label().origin()).isEqualTo(Origin.IMPORTED));
  }

  @Test
  void key_thatWasIssuedHere_isNotRecordedAgain() {
    Generated key = generate();
    ManagedGates.send(gate, key.key().text());

    await()
        .atMost(SOON)
        .until(() -> services.apiKeys().get(ADMIN, key.record().ref()).use() != null);
    assertThat(recordOf(key.record().ref()).label().origin()).isEqualTo(Origin.ISSUED);
  }
}
