package org.nexusauth.management.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.memory.MemoryTables.RequestName;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.plan.OngoingRotation;
import org.nexusauth.management.model.plan.PlanAssignment;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.model.plan.PlanUse;
import org.nexusauth.management.store.AlertReader;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.IdempotentRequest;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;

/** Reads the records of a transaction. */
class MemoryRecordReader implements RecordReader {
  private static final CursorPagination<Organization> ORGANIZATIONS =
      CursorPagination.byName(PageCursor.ORGANIZATIONS, Organization::name, Organization::id);
  private static final CursorPagination<Agent> AGENTS =
      CursorPagination.byName(PageCursor.AGENTS, Agent::name, Agent::id);
  private static final CursorPagination<Integration> INTEGRATIONS =
      CursorPagination.byName(PageCursor.INTEGRATIONS, Integration::name, Integration::id);
  private static final CursorPagination<ApiKeyRecord> KEYS =
      CursorPagination.newestFirst(PageCursor.KEYS, key -> PageCursor.afterKey(key).values());
  private static final CursorPagination<AuditEvent> EVENTS =
      CursorPagination.newestFirst(
          PageCursor.EVENTS, event -> List.of(Long.toString(event.sequence())));

  final MemoryDraft draft;
  private final RecordFilters filters;
  private final MemoryPlanReader plans;

  MemoryRecordReader(MemoryDraft draft) {
    this.draft = draft;
    this.filters = new RecordFilters(draft);
    this.plans = new MemoryPlanReader(draft);
  }

  @Override
  public final Optional<Organization> findOrganization(String id) {
    return draft.organizations.find(id);
  }

  @Override
  public final ResultPage<Organization> listOrganizations(
      @Nullable Set<String> ids, PageRequest page) {
    Stream<Organization> found =
        draft.organizations.values().stream().filter(one -> ids == null || ids.contains(one.id()));
    return ORGANIZATIONS.pageOf(found, page, 2);
  }

  @Override
  public final Optional<Agent> findAgent(String organizationId, String id) {
    return draft.agents.find(id).filter(one -> one.organizationId().equals(organizationId));
  }

  @Override
  public final ResultPage<Agent> listAgents(
      String organizationId, @Nullable String text, PageRequest page) {
    Stream<Agent> found =
        draft.agents.values().stream()
            .filter(one -> one.organizationId().equals(organizationId))
            .filter(one -> RecordFilters.contains(text, one.name(), one.id()));
    return AGENTS.pageOf(found, page, 2);
  }

  @Override
  public final Optional<Integration> findIntegration(String organizationId, String id) {
    return draft.integrations.find(id).filter(one -> one.organizationId().equals(organizationId));
  }

  @Override
  public final ResultPage<Integration> listIntegrations(IntegrationQuery query, PageRequest page) {
    Stream<Integration> found =
        draft.integrations.values().stream().filter(one -> filters.matches(one, query));
    return INTEGRATIONS.pageOf(found, page, 2);
  }

  @Override
  public final Optional<ApiKeyRecord> findApiKey(KeyRef ref) {
    return draft.apiKeys.find(ref);
  }

  @Override
  public final ResultPage<ApiKeyRecord> listApiKeys(ApiKeyQuery query, PageRequest page) {
    Stream<ApiKeyRecord> found =
        draft.apiKeys.values().stream().filter(key -> filters.matches(key, query));
    return KEYS.pageOf(found, page, 3);
  }

  @Override
  public final Map<KeyState, Long> countApiKeys(
      String organizationId, String integrationId, Instant now) {
    Map<KeyState, Long> counts = new EnumMap<>(KeyState.class);
    draft.apiKeys.values().stream()
        .filter(key -> RecordFilters.isOf(key.ref(), organizationId, integrationId))
        .forEach(key -> counts.merge(filters.stateOf(key, now), 1L, Long::sum));
    return counts;
  }

  @Override
  public final Map<String, IntegrationSummary> summarizeIntegrations(
      String organizationId, Collection<String> integrationIds, Instant now) {
    Map<String, IntegrationSummary> summaries = new HashMap<>();
    for (String id : integrationIds) {
      Instant lastUsedAt = filters.findLastUse(organizationId, id).orElse(null);
      summaries.put(id, new IntegrationSummary(countApiKeys(organizationId, id, now), lastUsedAt));
    }
    return summaries;
  }

  @Override
  public final List<ApiKeyRecord> listRotationsToAdvance(Instant now, int max) {
    return draft.apiKeys.values().stream()
        .filter(key -> filters.isRotationToAdvance(key, now))
        .limit(max)
        .toList();
  }

  @Override
  public final Optional<KeyUse> findKeyUse(KeyRef ref) {
    return draft.keyUses.find(ref);
  }

  @Override
  public final Map<KeyRef, KeyUse> findKeyUses(Collection<KeyRef> refs) {
    Map<KeyRef, KeyUse> found = new HashMap<>();
    refs.forEach(ref -> draft.keyUses.find(ref).ifPresent(use -> found.put(ref, use)));
    return found;
  }

  @Override
  public final List<SigningKeyRecord> listSigningKeys(String issuer) {
    return draft.signingKeys.values().stream()
        .filter(key -> key.issuer().equals(issuer))
        .sorted(
            Comparator.comparing(SigningKeyRecord::createdAt)
                .thenComparing(SigningKeyRecord::keyId)
                .reversed())
        .toList();
  }

  @Override
  public final long countUnexpiredKeys(String issuer, String signingKeyId, Instant now) {
    return draft.apiKeys.values().stream()
        .filter(key -> RecordFilters.isValidKeyOf(key, issuer, signingKeyId, now))
        .count();
  }

  @Override
  public final Optional<PlanRecord> findPlan(String name) {
    return draft.plans.find(name);
  }

  @Override
  public final List<PlanRecord> listPlans() {
    return plans.list();
  }

  @Override
  public final PlanUse countPlanUse(
      String plan, @Nullable Set<String> organizationIds, Instant now) {
    return plans.countUse(plan, organizationIds, now);
  }

  @Override
  public final List<PlanAssignment> listPlanAssignments(Instant now, int max) {
    return plans.listAssignments(now, max);
  }

  @Override
  public final long countPlanAssignments(Instant now, int max) {
    return plans.listAssignments(now, max).size();
  }

  @Override
  public final List<OngoingRotation> listOngoingRotations(Instant now, int max) {
    return plans.listRotations(now, max);
  }

  @Override
  public final ResultPage<AuditEvent> listAuditEvents(AuditQuery query, PageRequest page) {
    Stream<AuditEvent> found =
        draft.events().stream().filter(event -> RecordFilters.matches(event, query));
    return EVENTS.pageOf(found, page, 1);
  }

  @Override
  public final AuditHead readAuditHead() {
    List<AuditEvent> events = draft.events();
    if (events.isEmpty()) {
      return AuditHead.EMPTY;
    }
    return AuditHead.of(events.get(events.size() - 1));
  }

  @Override
  public final List<AuditEvent> readAuditEvents(long afterSequence, int max) {
    return draft.events().stream().skip(afterSequence).limit(max).toList();
  }

  @Override
  public final List<AuditEvent> findAuditEvents(AuditQuery query, long afterSequence, int max) {
    return draft.events().stream()
        .skip(afterSequence)
        .filter(event -> RecordFilters.matches(event, query))
        .limit(max)
        .toList();
  }

  @Override
  public final Optional<IdempotentRequest> findIdempotentRequest(
      String operator, String idempotencyKey) {
    return draft.requests.find(new RequestName(operator, idempotencyKey));
  }

  @Override
  public AlertReader alerts() {
    return new MemoryAlertReader(draft.alerts);
  }
}
