package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.plan.KeyIdentity;
import org.nexusauth.management.model.plan.OngoingRotation;
import org.nexusauth.management.model.plan.PlanAssignment;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.model.plan.PlanUse;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;

/** Plans, and which keys have them. */
abstract class PlanRecordTests extends IntegrationKeyTests {
  private static final int ALL = 1_000_000;

  PlanRecordTests() {}

  private PlanRecord plan(String name, String policies) {
    return new PlanRecord(
        LimitPlan.parse(name + "-" + fixtures.mark, policies), NOW, "ada", NOW, "ada", 1);
  }

  @Test
  void plan_isWrittenOnce_changedAndDeletedByVersion() {
    PlanRecord first = plan("a", "60/minute,1000/hour,20/PT10S");
    PlanRecord unlimited = plan("0", "unlimited");
    PlanRecord changed =
        new PlanRecord(
            LimitPlan.parse(first.name(), "5/second"), NOW, "ada", NOW.plusSeconds(9), "eve", 2);
    insert(all -> all.insertPlan(first));
    insert(all -> all.insertPlan(unlimited));

    assertFalse(isWritten(all -> all.insertPlan(first)), "the name is taken");
    assertEquals(Optional.of(first), read(all -> all.findPlan(first.name())));
    assertEquals(List.of(unlimited, first), ownPlans());
    assertTrue(isWritten(all -> all.updatePlan(changed)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.updatePlan(changed)), "version 2 does not follow 2");
    assertEquals(Optional.of(changed), read(all -> all.findPlan(first.name())));
    assertFalse(isWritten(all -> all.deletePlan(first.name(), 1)), "it has version 2");
    assertTrue(isWritten(all -> all.deletePlan(first.name(), 2)), "it has version 2");
    assertFalse(isWritten(all -> all.deletePlan(first.name(), 2)), "it is gone");
    assertEquals(List.of(unlimited), ownPlans());
  }

  private List<PlanRecord> ownPlans() {
    return read(all -> all.listPlans()).stream()
        .filter(plan -> plan.name().endsWith(fixtures.mark))
        .toList();
  }

  @Test
  void keysWithAPlanOfTheirRecord_areListedWhileTheyAreValid() {
    ApiKeyRecord assigned = insertAssigned("a", "silver", NOW.plus(DAY), KeyLifecycle.NEW);
    ApiKeyRecord unending = insertAssigned("b", "default", null, KeyLifecycle.NEW);
    ApiKeyRecord ending =
        insertAssigned("c", "silver", NOW.plus(DAY), RecordFixtures.revoked(NOW.plusNanos(1_000)));
    insertAssigned("claimed", null, NOW.plus(DAY), KeyLifecycle.NEW);
    insertAssigned("expired", "silver", NOW, KeyLifecycle.NEW);
    insertAssigned("revoked", "silver", null, RecordFixtures.revoked(NOW));

    Set<PlanAssignment> expected =
        Set.of(
            new PlanAssignment(identityOf(assigned), "silver"),
            new PlanAssignment(identityOf(unending), "default"),
            new PlanAssignment(identityOf(ending), "silver"));
    assertEquals(
        expected,
        read(all -> all.listPlanAssignments(NOW, ALL)).stream()
            .filter(found -> isOwn(found.key()))
            .collect(Collectors.toSet()));
    assertEquals(2, read(all -> all.listPlanAssignments(NOW, 2)).size());
    assertEquals(2L, read(all -> all.countPlanAssignments(NOW, 2)).longValue());
    assertTrue(read(all -> all.countPlanAssignments(NOW, ALL)) >= 3);
  }

  @Test
  void rotations_areListedWhileTheOldKeyIsValid() {
    Instant deadline = NOW.plus(Duration.ofDays(30));
    ApiKeyRecord next = insertAssigned("next", null, null, KeyLifecycle.NEW);
    ApiKeyRecord rotated =
        insertAssigned("r", "silver", NOW.plus(Duration.ofDays(60)), rotatedBy("next", deadline));
    ApiKeyRecord expiring =
        insertAssigned("e", null, NOW.plus(DAY), rotatedBy("next", deadline.plus(DAY)));
    insertAssigned("alone", null, null, rotatedBy("not-recorded", deadline));
    insertAssigned("over", null, null, rotatedBy("next", NOW));
    insertAssigned("expired", null, NOW, rotatedBy("next", deadline));

    assertEquals(
        List.of(
            new OngoingRotation(identityOf(expiring), "gold", NOW.plus(DAY), identityOf(next)),
            new OngoingRotation(identityOf(rotated), "silver", deadline, identityOf(next))),
        read(all -> all.listOngoingRotations(NOW, ALL)).stream()
            .filter(found -> isOwn(found.old()))
            .toList());
    assertEquals(1, read(all -> all.listOngoingRotations(NOW, 1)).size());
  }

  private static KeyLifecycle rotatedBy(String successorId, Instant deadline) {
    return RecordFixtures.rotating(RecordFixtures.rotation(successorId, deadline, null));
  }

  @Test
  void keysOfAPlan_areCountedByOrganization() {
    String name = "p-" + fixtures.mark;
    insertAssigned("a", name, null, KeyLifecycle.NEW);
    insertAssigned("b", name, NOW.plus(DAY), KeyLifecycle.NEW);
    insertAssigned("claimed", null, null, KeyLifecycle.NEW);
    insertAssigned("expired", name, NOW, KeyLifecycle.NEW);
    insertAssigned("revoked", name, null, RecordFixtures.revoked(NOW));
    String other = "other_" + fixtures.mark;
    KeyClaims claiming =
        new KeyClaims(null, new KeyRef(other, "int", "k"), null, List.of(), name, null, null, null);
    insert(all -> all.insertApiKey(fixtures.keyOf(claiming, KeyLifecycle.NEW)));

    PlanUse all = read(records -> records.countPlanUse(name, null, NOW));
    assertEquals(Map.of(fixtures.organizationId, 2L, other, 1L), all.keysByOrganization());
    assertEquals(fixtures.organizationId, all.keysByOrganization().keySet().iterator().next());
    assertTrue(all.complete());
    assertEquals(
        Map.of(other, 1L),
        read(records -> records.countPlanUse(name, Set.of(other), NOW)).keysByOrganization());
    assertEquals(0, read(records -> records.countPlanUse(name + "x", null, NOW)).keys());
  }

  @Test
  void keysOfAPlan_areFound() {
    String name = "p-" + fixtures.mark;
    KeyClaims none =
        new KeyClaims(null, fixtures.ref("none"), null, List.of(), null, null, null, NOW.plus(DAY));
    insert(all -> all.insertApiKey(fixtures.keyOf(none, KeyLifecycle.NEW)));
    insertAssigned("assigned", name, null, KeyLifecycle.NEW);
    insertAssigned("claimed", null, null, KeyLifecycle.NEW);

    assertEquals(Set.of("assigned"), keysOf(name));
    assertEquals(Set.of("claimed"), keysOf("gold"));
    assertEquals(Set.of("none"), keysOf("default"));
  }

  private Set<String> keysOf(String plan) {
    ApiKeyQuery query =
        new ApiKeyQuery(fixtures.organizationId, null, null, null, null, null, null, plan, NOW);
    return read(all -> all.listApiKeys(query, new PageRequest(10, null))).items().stream()
        .map(key -> key.ref().keyId())
        .collect(Collectors.toSet());
  }

  private ApiKeyRecord insertAssigned(
      String keyId, @Nullable String plan, @Nullable Instant expiresAt, KeyLifecycle lifecycle) {
    ApiKeyRecord key =
        new ApiKeyRecord(
            RecordFixtures.withExpiry(fixtures.claims(keyId), expiresAt),
            new KeyLabel("Key", Environment.PRODUCTION, Origin.ISSUED, "ada", NOW, plan),
            null,
            lifecycle,
            1);
    insert(all -> all.insertApiKey(key));
    return key;
  }

  private static KeyIdentity identityOf(ApiKeyRecord key) {
    return new KeyIdentity(key.claims().issuer(), key.ref());
  }

  private boolean isOwn(KeyIdentity key) {
    return key.ref().organizationId().equals(fixtures.organizationId);
  }
}
