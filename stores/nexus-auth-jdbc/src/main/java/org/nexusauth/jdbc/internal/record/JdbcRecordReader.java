package org.nexusauth.jdbc.internal.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.alert.JdbcAlertReader;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.table.AgentTable;
import org.nexusauth.jdbc.internal.table.ApiKeyTable;
import org.nexusauth.jdbc.internal.table.AuditTable;
import org.nexusauth.jdbc.internal.table.IdempotentRequestTable;
import org.nexusauth.jdbc.internal.table.IntegrationSummaries;
import org.nexusauth.jdbc.internal.table.IntegrationTable;
import org.nexusauth.jdbc.internal.table.KeyUseTable;
import org.nexusauth.jdbc.internal.table.OrganizationTable;
import org.nexusauth.jdbc.internal.table.PlanAssignments;
import org.nexusauth.jdbc.internal.table.PlanTable;
import org.nexusauth.jdbc.internal.table.SigningKeyTable;
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
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;

/** Reads records in a transaction, table by table. */
class JdbcRecordReader implements RecordReader {
  final OrganizationTable organizations;
  final AgentTable agents;
  final IntegrationTable integrations;
  final ApiKeyTable keys;
  final SigningKeyTable signingKeys;
  final PlanTable plans;
  final AuditTable audit;
  final IdempotentRequestTable requests;
  final JdbiTemplate sql;
  private final KeyUseTable uses;
  private final IntegrationSummaries summaries;
  private final PlanAssignments assignments;

  JdbcRecordReader(JdbiTemplate sql) {
    this.sql = sql;
    this.organizations = new OrganizationTable(sql);
    this.agents = new AgentTable(sql);
    this.integrations = new IntegrationTable(sql);
    this.keys = new ApiKeyTable(sql);
    this.signingKeys = new SigningKeyTable(sql);
    this.plans = new PlanTable(sql);
    this.audit = new AuditTable(sql);
    this.requests = new IdempotentRequestTable(sql);
    this.uses = new KeyUseTable(sql);
    this.summaries = new IntegrationSummaries(sql);
    this.assignments = new PlanAssignments(sql);
  }

  @Override
  public Optional<Organization> findOrganization(String id) {
    return organizations.find(id);
  }

  @Override
  public ResultPage<Organization> listOrganizations(@Nullable Set<String> ids, PageRequest page) {
    return organizations.list(ids, page);
  }

  @Override
  public Optional<Agent> findAgent(String organizationId, String id) {
    return agents.find(organizationId, id);
  }

  @Override
  public ResultPage<Agent> listAgents(
      String organizationId, @Nullable String text, PageRequest page) {
    return agents.list(organizationId, text, page);
  }

  @Override
  public Optional<Integration> findIntegration(String organizationId, String id) {
    return integrations.find(organizationId, id);
  }

  @Override
  public ResultPage<Integration> listIntegrations(IntegrationQuery query, PageRequest page) {
    return integrations.list(query, page);
  }

  @Override
  public Optional<ApiKeyRecord> findApiKey(KeyRef ref) {
    return keys.find(ref);
  }

  @Override
  public ResultPage<ApiKeyRecord> listApiKeys(ApiKeyQuery query, PageRequest page) {
    return keys.list(query, page);
  }

  @Override
  public Map<KeyState, Long> countApiKeys(
      String organizationId, String integrationId, Instant now) {
    return keys.count(organizationId, integrationId, now);
  }

  @Override
  public Map<String, IntegrationSummary> summarizeIntegrations(
      String organizationId, Collection<String> integrationIds, Instant now) {
    return summaries.find(organizationId, integrationIds, now);
  }

  @Override
  public List<ApiKeyRecord> listRotationsToAdvance(Instant now, int max) {
    return keys.listRotationsToAdvance(now, max);
  }

  @Override
  public Optional<KeyUse> findKeyUse(KeyRef ref) {
    return uses.find(ref);
  }

  @Override
  public Map<KeyRef, KeyUse> findKeyUses(Collection<KeyRef> refs) {
    return uses.find(refs);
  }

  @Override
  public List<SigningKeyRecord> listSigningKeys(String issuer) {
    return signingKeys.list(issuer);
  }

  @Override
  public long countUnexpiredKeys(String issuer, String signingKeyId, Instant now) {
    return keys.countUnexpired(issuer, signingKeyId, now);
  }

  @Override
  public Optional<PlanRecord> findPlan(String name) {
    return plans.find(name);
  }

  @Override
  public List<PlanRecord> listPlans() {
    return plans.list();
  }

  @Override
  public PlanUse countPlanUse(String plan, @Nullable Set<String> organizationIds, Instant now) {
    return assignments.countUse(plan, organizationIds, now);
  }

  @Override
  public List<PlanAssignment> listPlanAssignments(Instant now, int max) {
    return assignments.list(now, max);
  }

  @Override
  public long countPlanAssignments(Instant now, int max) {
    return assignments.count(now, max);
  }

  @Override
  public List<OngoingRotation> listOngoingRotations(Instant now, int max) {
    return assignments.listRotations(now, max);
  }

  @Override
  public ResultPage<AuditEvent> listAuditEvents(AuditQuery query, PageRequest page) {
    return audit.list(query, page);
  }

  @Override
  public AuditHead readAuditHead() {
    return audit.readHead();
  }

  @Override
  public List<AuditEvent> readAuditEvents(long afterSequence, int max) {
    return audit.readAfter(afterSequence, max);
  }

  @Override
  public List<AuditEvent> findAuditEvents(AuditQuery query, long afterSequence, int max) {
    return audit.findAfter(query, afterSequence, max);
  }

  @Override
  public Optional<IdempotentRequest> findIdempotentRequest(String operator, String idempotencyKey) {
    return requests.find(operator, idempotencyKey);
  }

  @Override
  public AlertReader alerts() {
    return new JdbcAlertReader(sql);
  }
}
