package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.IntegrationQuery;

/** What lists of integrations say of their keys, and are filtered by. */
abstract class IntegrationKeyTests extends KeyListTests {

  IntegrationKeyTests() {}

  @Test
  void integrations_areSummarizedByTheStatesOfTheirKeysAndTheirLastUse() {
    insertKey(stateKey("a", null, KeyLifecycle.NEW));
    insertKey(stateKey("b", null, KeyLifecycle.NEW));
    insertKey(stateKey("c", NOW.plus(DAY), KeyLifecycle.NEW));
    insertKey(stateKey("d", NOW, KeyLifecycle.NEW));
    KeyRef elsewhere = insertElsewhere("unused", "e");
    insertElsewhere("not-asked", "f");
    use(fixtures.ref("a"), NOW.minus(DAY));
    use(fixtures.ref("c"), NOW.minusNanos(1000));
    uses().mergeKeyUses("node-2", Map.of(fixtures.ref("c"), useAt(NOW)));
    use(new KeyRef(fixtures.organizationId, "foreign", "g"), NOW);
    use(new KeyRef("other-" + fixtures.mark, elsewhere.integrationId(), "e"), NOW);

    Map<String, IntegrationSummary> found =
        read(
            all ->
                all.summarizeIntegrations(
                    fixtures.organizationId,
                    List.of(fixtures.integrationId, elsewhere.integrationId(), "foreign", "none"),
                    NOW));

    assertEquals(
        new IntegrationSummary(
            Map.of(KeyState.ACTIVE, 2L, KeyState.EXPIRING, 1L, KeyState.EXPIRED, 1L), NOW),
        found.get(fixtures.integrationId));
    assertEquals(
        new IntegrationSummary(Map.of(KeyState.ACTIVE, 1L), null),
        found.get(elsewhere.integrationId()));
    assertEquals(new IntegrationSummary(Map.of(), NOW), found.get("foreign"));
    assertEquals(
        IntegrationSummary.NONE, found.getOrDefault("none", IntegrationSummary.NONE), "no key");
    assertFalse(found.containsKey("not-asked"), "an integration that was not asked for");
  }

  private KeyRef insertElsewhere(String integrationId, String keyId) {
    KeyRef ref = new KeyRef(fixtures.organizationId, integrationId, keyId);
    KeyClaims claims = new KeyClaims(null, ref, null, List.of(), null, null, null, null);
    insertKey(fixtures.keyOf(claims, KeyLifecycle.NEW));
    return ref;
  }

  @Test
  void integrations_areFoundByTheirKeys() {
    Integration expiring = insertIntegration("1", NOW.minus(DAY));
    Integration used = insertIntegration("2", NOW.minus(DAY));
    Integration fresh = insertIntegration("3", NOW);
    insertKeyOf(expiring, NOW.plus(Duration.ofDays(14)), KeyLifecycle.NEW);
    insertKeyOf(used, NOW.plus(Duration.ofDays(14)), revokedAt(NOW));
    insertKeyOf(fresh, MICROSECOND_LATER.plus(Duration.ofDays(14)), KeyLifecycle.NEW);
    use(new KeyRef(fixtures.organizationId, used.id(), "k"), NOW);
    use(new KeyRef(fixtures.organizationId, expiring.id(), "k"), NOW.minusNanos(1000));

    assertFound(List.of(expiring), integrations(true, null, null));
    assertFound(List.of(used, fresh), integrations(false, null, null));
    assertFound(List.of(expiring), integrations(null, NOW, null));
    assertFound(List.of(), integrations(null, NOW.minusNanos(1000), null));
    assertFound(
        List.of(expiring, used, fresh), integrations(null, MICROSECOND_LATER, "-" + fixtures.mark));
    assertFound(List.of(), integrations(false, NOW, null));
  }

  /** A store may look at some of the rows for each part, and must not end the list there. */
  @Test
  void integrationBehindManyUsedOnes_isFound() {
    Map<KeyRef, KeyUse> used = new HashMap<>();
    List<Integration> many = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      String id = String.format(Locale.ROOT, "%04d", i);
      many.add(integration(id, NOW.minus(DAY)));
      used.put(new KeyRef(fixtures.organizationId, id + "-" + fixtures.mark, "k"), useAt(NOW));
    }
    Integration unused = integration("2000", NOW.minus(DAY));
    many.add(unused);
    change(all -> many.forEach(all::insertIntegration));
    uses().mergeKeyUses("node-1", used);

    assertFound(List.of(unused), integrations(null, NOW, null));
    assertEquals(
        List.of(unused),
        readParts(
            50,
            page -> read(all -> all.listIntegrations(integrations(null, NOW, "shop 2000"), page))));
  }

  @Test
  void keyBehindManyWithoutItsText_isFound() {
    List<ApiKeyRecord> many = new ArrayList<>();
    for (int i = 0; i < 4_100; i++) {
      many.add(fixtures.keyNamed("k" + i, "Key", NOW));
    }
    ApiKeyRecord last = fixtures.keyNamed("k-last", "Key ~", NOW.minus(DAY));
    many.add(last);
    change(all -> many.forEach(all::insertApiKey));
    ApiKeyQuery query =
        new ApiKeyQuery(fixtures.organizationId, null, null, null, null, null, "~", NOW);

    assertEquals(List.of(last), readParts(50, page -> read(all -> all.listApiKeys(query, page))));
  }

  private Integration insertIntegration(String id, Instant createdAt) {
    Integration integration = integration(id, createdAt);
    insert(all -> all.insertIntegration(integration));
    return integration;
  }

  private Integration integration(String id, Instant createdAt) {
    return new Integration(
        fixtures.organizationId,
        id + "-" + fixtures.mark,
        "Shop " + id,
        fixtures.agentId,
        null,
        createdAt,
        "ada",
        1);
  }

  private void insertKeyOf(Integration integration, Instant expiresAt, KeyLifecycle lifecycle) {
    KeyRef ref = new KeyRef(fixtures.organizationId, integration.id(), "k");
    KeyClaims claims = new KeyClaims(null, ref, null, List.of(), null, null, null, expiresAt);
    insertKey(fixtures.keyOf(claims, lifecycle));
  }

  private IntegrationQuery integrations(
      @Nullable Boolean expiring, @Nullable Instant unusedSince, @Nullable String text) {
    return new IntegrationQuery(
        fixtures.organizationId, null, null, expiring, unusedSince, text, NOW);
  }
}
