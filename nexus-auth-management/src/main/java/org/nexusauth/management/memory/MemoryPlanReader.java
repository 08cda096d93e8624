package org.nexusauth.management.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.plan.KeyIdentity;
import org.nexusauth.management.model.plan.OngoingRotation;
import org.nexusauth.management.model.plan.PlanAssignment;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.model.plan.PlanUse;
import org.nexusauth.management.store.CaseFolding;

/** Reads what the records of a transaction say about limits. */
final class MemoryPlanReader {
  private final MemoryDraft draft;

  MemoryPlanReader(MemoryDraft draft) {
    this.draft = draft;
  }

  /** Returns the name of a key's plan: the default one where it has no other. */
  static String planOf(ApiKeyRecord key) {
    return Objects.requireNonNullElse(key.plan(), LimitPlan.DEFAULT);
  }

  List<PlanRecord> list() {
    return draft.plans.values().stream()
        .sorted(Comparator.comparing(PlanRecord::name, CaseFolding.BY_CODE_POINT))
        .toList();
  }

  PlanUse countUse(String plan, @Nullable Set<String> organizationIds, Instant now) {
    List<ApiKeyRecord> found =
        validKeys(now)
            .filter(key -> planOf(key).equals(plan))
            .filter(
                key ->
                    organizationIds == null || organizationIds.contains(key.ref().organizationId()))
            .limit(PlanUse.MAX_COUNTED + 1L)
            .toList();
    Map<String, Long> counts = new TreeMap<>(CaseFolding.BY_CODE_POINT);
    found.stream()
        .limit(PlanUse.MAX_COUNTED)
        .forEach(key -> counts.merge(key.ref().organizationId(), 1L, Long::sum));
    Map<String, Long> largestFirst = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> largestFirst.put(entry.getKey(), entry.getValue()));
    return new PlanUse(largestFirst, found.size() <= PlanUse.MAX_COUNTED);
  }

  private Stream<ApiKeyRecord> validKeys(Instant now) {
    return draft.apiKeys.values().stream().filter(key -> key.isValidAt(now));
  }

  List<PlanAssignment> listAssignments(Instant now, int max) {
    return validKeys(now)
        .filter(key -> key.label().assignedPlan() != null)
        .limit(max)
        .map(
            key ->
                new PlanAssignment(
                    identityOf(key), Objects.requireNonNull(key.label().assignedPlan())))
        .toList();
  }

  List<OngoingRotation> listRotations(Instant now, int max) {
    return validKeys(now)
        .flatMap(key -> rotationOf(key).stream())
        .sorted(Comparator.comparing(OngoingRotation::endsAt))
        .limit(max)
        .toList();
  }

  private Optional<OngoingRotation> rotationOf(ApiKeyRecord old) {
    Instant end = old.lifecycle().endsAt();
    if (old.lifecycle().rotation() == null || end == null) {
      return Optional.empty();
    }
    Instant expiresAt = old.claims().expiresAt();
    Instant endsAt = expiresAt == null || end.isBefore(expiresAt) ? end : expiresAt;
    KeyRef ref = old.ref();
    KeyRef successor =
        new KeyRef(
            ref.organizationId(), ref.integrationId(), old.lifecycle().rotation().successorId());
    return draft
        .apiKeys
        .find(successor)
        .map(found -> new OngoingRotation(identityOf(old), old.plan(), endsAt, identityOf(found)));
  }

  private static KeyIdentity identityOf(ApiKeyRecord key) {
    return new KeyIdentity(key.claims().issuer(), key.ref());
  }
}
