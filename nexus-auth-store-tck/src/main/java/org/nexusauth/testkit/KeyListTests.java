package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;

/** Lists and counts of keys. */
abstract class KeyListTests extends RecordListTests {
  static final Duration DAY = Duration.ofDays(1);
  static final Instant MICROSECOND_LATER = NOW.plusNanos(1000);

  KeyListTests() {}

  ApiKeyRecord insertKey(ApiKeyRecord key) {
    insert(all -> all.insertApiKey(key));
    return key;
  }

  private ApiKeyQuery all() {
    return inState(null);
  }

  private ApiKeyQuery inState(@Nullable KeyState state) {
    return new ApiKeyQuery(fixtures.organizationId, null, null, state, null, null, null, NOW);
  }

  private void assertFound(List<ApiKeyRecord> expected, ApiKeyQuery query) {
    for (int size : new int[] {1, 2, 200}) {
      assertEquals(
          expected,
          readParts(size, page -> read(all -> all.listApiKeys(query, page))),
          () -> "found by " + query);
    }
  }

  @Test
  void keys_areListedNewestFirst_thenById() {
    ApiKeyRecord old = insertKey(fixtures.keyNamed("k-9", "Old", NOW));
    ApiKeyRecord third = insertKey(fixtures.keyNamed("k-1", "Third", MICROSECOND_LATER));
    ApiKeyRecord second = insertKey(fixtures.keyNamed("k-2", "Second", MICROSECOND_LATER));
    ApiKeyRecord first = insertKey(fixtures.keyNamed("k-0", "First", NOW.plus(DAY)));
    RecordFixtures other = new RecordFixtures();
    insertKey(other.key("k-3"));

    assertFound(List.of(first, second, third, old), all());
  }

  @Test
  void equalIds_ofTwoIntegrations_areBothListed() {
    ApiKeyRecord one = insertKey(fixtures.key("same"));
    KeyClaims claims = fixtures.claims("same");
    KeyRef ref = new KeyRef(fixtures.organizationId, "a" + fixtures.mark, "same");
    KeyClaims elsewhere =
        new KeyClaims(null, ref, claims.agentId(), List.of(), null, null, null, claims.expiresAt());
    ApiKeyRecord two = insertKey(fixtures.keyOf(elsewhere, KeyLifecycle.NEW));

    assertFound(List.of(one, two), all());
    assertFound(
        List.of(two),
        new ApiKeyQuery(
            fixtures.organizationId, ref.integrationId(), null, null, null, null, null, NOW));
  }

  @Test
  void newKeyBetweenParts_movesNothing() {
    for (int i = 0; i < 4; i++) {
      insertKey(fixtures.keyNamed("k-" + i, "Key", NOW.plusSeconds(i)));
    }
    String cursor = read(all -> all.listApiKeys(all(), new PageRequest(2, null))).nextCursor();
    insertKey(fixtures.keyNamed("k-9", "Key", NOW.plusSeconds(9)));

    List<String> rest =
        read(all -> all.listApiKeys(all(), new PageRequest(200, cursor))).items().stream()
            .map(key -> key.ref().keyId())
            .toList();

    assertEquals(List.of("k-1", "k-0"), rest);
    assertKind(
        Kind.INVALID,
        () ->
            read(
                all ->
                    all.listApiKeys(
                        all(),
                        new PageRequest(
                            2, new PageCursor(PageCursor.KEYS, List.of("x", "k", "i")).encode()))));
  }

  /** Both edges of each state, at one microsecond. */
  @Test
  void keys_areFoundAndCountedByTheirState() {
    Duration soon = Duration.ofDays(14);
    Map<KeyState, List<ApiKeyRecord>> expected = new EnumMap<>(KeyState.class);
    expected.put(
        KeyState.ACTIVE,
        List.of(
            stateKey("a3", null, KeyLifecycle.NEW),
            stateKey("a2", MICROSECOND_LATER.plus(soon), KeyLifecycle.NEW),
            stateKey("a1", NOW.plus(DAY.multipliedBy(90)), revokedAt(MICROSECOND_LATER))));
    expected.put(
        KeyState.EXPIRING,
        List.of(
            stateKey("e2", NOW.plus(soon), KeyLifecycle.NEW),
            stateKey("e1", MICROSECOND_LATER, KeyLifecycle.NEW)));
    expected.put(KeyState.EXPIRED, List.of(stateKey("x1", NOW, rotatingUntil(NOW.plus(DAY)))));
    expected.put(
        KeyState.RETIRING,
        List.of(
            stateKey("r2", NOW.plus(DAY), rotatingUntil(MICROSECOND_LATER)),
            stateKey("r1", null, graceFrom(MICROSECOND_LATER.minus(DAY)))));
    expected.put(
        KeyState.REVOKED,
        List.of(
            stateKey("v4", NOW.minus(DAY), revokedAt(NOW.minus(DAY))),
            stateKey("v3", NOW.plus(DAY), revokedAt(NOW)),
            stateKey("v2", NOW.plus(DAY), rotatingUntil(NOW)),
            stateKey("v1", NOW.plus(DAY), graceFrom(NOW.minus(DAY)))));
    expected.values().forEach(keys -> keys.forEach(this::insertKey));

    assertStates(expected);
  }

  private void assertStates(Map<KeyState, List<ApiKeyRecord>> expected) {
    Map<KeyState, Long> counts =
        read(all -> all.countApiKeys(fixtures.organizationId, fixtures.integrationId, NOW));
    for (KeyState state : KeyState.values()) {
      List<ApiKeyRecord> keys = expected.getOrDefault(state, List.of());
      assertFound(keys, inState(state));
      assertEquals(keys.size(), counts.getOrDefault(state, 0L), () -> "count of " + state);
    }
  }

  @Test
  void keys_ofADisabledIntegration_areDisabledUnlessTheyEnded() {
    insert(all -> all.insertAgent(restricted()));
    Integration disabled =
        new Integration(
            fixtures.organizationId,
            fixtures.integrationId,
            "Shop",
            fixtures.agentId,
            new Suspension(NOW, "eve", "incident"),
            NOW,
            "ada",
            1);
    insert(all -> all.insertIntegration(disabled));
    Map<KeyState, List<ApiKeyRecord>> expected = new EnumMap<>(KeyState.class);
    expected.put(KeyState.REVOKED, List.of(stateKey("v", null, revokedAt(NOW))));
    expected.put(KeyState.EXPIRED, List.of(stateKey("x", NOW, KeyLifecycle.NEW)));
    expected.put(
        KeyState.INTEGRATION_DISABLED,
        List.of(
            stateKey("d3", null, rotatingUntil(NOW.plus(DAY))),
            stateKey("d2", NOW.plus(DAY), KeyLifecycle.NEW),
            stateKey("d1", null, KeyLifecycle.NEW)));
    expected.values().forEach(keys -> keys.forEach(this::insertKey));

    assertStates(expected);
  }

  @Test
  void keys_ofARestrictedAgent_areRestricted() {
    insert(all -> all.insertAgent(restricted()));
    insert(all -> all.insertIntegration(fixtures.integration(fixtures.integrationId, "Shop")));
    ApiKeyRecord retiring = stateKey("d1", null, rotatingUntil(NOW.plus(DAY)));
    KeyClaims claims = fixtures.claims("a1");
    KeyClaims ofNoAgent =
        new KeyClaims(null, claims.ref(), null, List.of(), null, null, null, null);
    ApiKeyRecord active = fixtures.keyOf(ofNoAgent, KeyLifecycle.NEW);
    List.of(retiring, active).forEach(this::insertKey);

    assertStates(
        Map.of(KeyState.AGENT_RESTRICTED, List.of(retiring), KeyState.ACTIVE, List.of(active)));
  }

  private Agent restricted() {
    Suspension restriction = new Suspension(NOW, "eve", "unpaid");
    return new Agent(fixtures.organizationId, fixtures.agentId, "Ada", restriction, NOW, 1);
  }

  ApiKeyRecord stateKey(String keyId, @Nullable Instant expiresAt, KeyLifecycle lifecycle) {
    return fixtures.keyOf(RecordFixtures.withExpiry(fixtures.claims(keyId), expiresAt), lifecycle);
  }

  static KeyLifecycle revokedAt(Instant at) {
    return RecordFixtures.revoked(at);
  }

  private static KeyLifecycle rotatingUntil(Instant deadline) {
    return RecordFixtures.rotating(RecordFixtures.rotation("successor", deadline, null));
  }

  private static KeyLifecycle graceFrom(Instant start) {
    return RecordFixtures.rotating(
        RecordFixtures.rotation("successor", NOW.plus(DAY.multipliedBy(30)), start));
  }

  @Test
  void keys_areFoundByEachFilter() {
    ApiKeyRecord late = insertKey(stateKey("late", NOW.plus(DAY), KeyLifecycle.NEW));
    ApiKeyRecord early = insertKey(stateKey("early", NOW, KeyLifecycle.NEW));
    ApiKeyRecord always = insertKey(stateKey("always", null, KeyLifecycle.NEW));

    assertFound(List.of(early), expiringBefore(MICROSECOND_LATER));
    assertFound(List.of(), expiringBefore(NOW));
    assertFound(List.of(late, early), expiringBefore(NOW.plus(DAY).plusNanos(1000)));
    assertFound(List.of(late, early, always), ofAgent(fixtures.agentId));
    assertFound(List.of(), ofAgent("other"));
  }

  private ApiKeyQuery expiringBefore(Instant end) {
    return new ApiKeyQuery(fixtures.organizationId, null, null, null, end, null, null, NOW);
  }

  private ApiKeyQuery ofAgent(String agentId) {
    return new ApiKeyQuery(fixtures.organizationId, null, agentId, null, null, null, null, NOW);
  }

  @Test
  void keys_areFoundByTextOrTheirLastFour() {
    ApiKeyRecord marked =
        RecordFixtures.withMarks(fixtures.key("K-ONE"), new KeyMarks("sha256:91af", "a9_F"));
    ApiKeyRecord first =
        new ApiKeyRecord(marked.claims(), marked.label(), marked.marks(), marked.lifecycle(), 1);
    insertKey(first);
    ApiKeyRecord named = insertKey(fixtures.keyNamed("J-two", "100% Ä_", NOW.minus(DAY)));

    assertFound(List.of(first), withText("a9_F"));
    assertFound(List.of(), withText("A9_f"));
    assertFound(List.of(), withText("9_F"));
    assertFound(List.of(first), withText("k-one"));
    assertFound(List.of(named), withText("% ä_"));
    assertFound(List.of(first, named), withText("-"));
    assertFound(List.of(), withText("'"));
  }

  private ApiKeyQuery withText(String text) {
    return new ApiKeyQuery(fixtures.organizationId, null, null, null, null, null, text, NOW);
  }

  @Test
  void keys_thatWereNotUsedSince_areFound() {
    ApiKeyRecord unused = insertKey(fixtures.keyNamed("c", "Unused", NOW.minus(DAY)));
    ApiKeyRecord before = insertKey(fixtures.keyNamed("b", "Before", NOW.minus(DAY)));
    ApiKeyRecord at = insertKey(fixtures.keyNamed("a", "At", NOW.minus(DAY)));
    insertKey(fixtures.keyNamed("d", "New", NOW));
    use(before.ref(), NOW.minusNanos(1000));
    use(at.ref(), NOW);

    assertFound(List.of(unused, before), unusedSince(NOW));
    assertFound(List.of(), unusedSince(NOW.minus(DAY)));
  }

  void use(KeyRef ref, Instant at) {
    uses().mergeKeyUses("node-1", Map.of(ref, useAt(at)));
  }

  static KeyUse useAt(Instant at) {
    return new KeyUse(at, at, null, null);
  }

  @Test
  void keys_ofAnEnvironment_areFound() {
    ApiKeyRecord production = insertKey(fixtures.keyNamed("a", "Live", NOW));
    ApiKeyRecord staging = insertKey(inEnvironment(fixtures.key("b"), Environment.STAGING));

    assertFound(List.of(production), all().withEnvironment(Environment.PRODUCTION));
    assertFound(List.of(staging), all().withEnvironment(Environment.STAGING));
    assertFound(List.of(), all().withEnvironment(Environment.DEVELOPMENT));
  }

  private static ApiKeyRecord inEnvironment(ApiKeyRecord key, Environment environment) {
    KeyLabel label = key.label();
    return new ApiKeyRecord(
        key.claims(),
        new KeyLabel(
            label.name(), environment, label.origin(), label.createdBy(), label.createdAt()),
        key.marks(),
        key.lifecycle(),
        key.version());
  }

  private ApiKeyQuery unusedSince(Instant since) {
    return new ApiKeyQuery(fixtures.organizationId, null, null, null, null, since, null, NOW);
  }

  @Test
  void keysOfASigningKey_areCountedWhileTheyAreValid() {
    List<ApiKeyRecord> keys = new ArrayList<>();
    keys.add(stateKey("1", MICROSECOND_LATER, KeyLifecycle.NEW));
    keys.add(stateKey("2", null, rotatingUntil(MICROSECOND_LATER)));
    keys.add(stateKey("3", NOW, KeyLifecycle.NEW));
    keys.add(stateKey("4", null, revokedAt(NOW)));
    keys.add(stateKey("5", null, rotatingUntil(NOW)));
    keys.add(stateKey("6", null, revokedAt(MICROSECOND_LATER)));
    keys.forEach(this::insertKey);
    String kid = "kid-" + fixtures.mark;

    assertEquals(3, countValid(RecordFixtures.ISSUER, kid));
    assertEquals(0, countValid("other", kid));
    assertEquals(0, countValid(RecordFixtures.ISSUER, kid + "x"));
  }

  private long countValid(String issuer, String signingKeyId) {
    return read(all -> all.countUnexpiredKeys(issuer, signingKeyId, NOW));
  }
}
