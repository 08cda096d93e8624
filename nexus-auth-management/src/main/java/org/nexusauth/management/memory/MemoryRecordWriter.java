package org.nexusauth.management.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.memory.MemoryTables.RequestName;
import org.nexusauth.management.memory.MemoryTables.SigningKeyName;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.store.AlertWriter;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.IdempotentRequest;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationWriter;

/** Reads and writes the records of a transaction. */
final class MemoryRecordWriter extends MemoryRecordReader implements RecordWriter {
  private final @Nullable RevocationWriter revocations;

  MemoryRecordWriter(MemoryDraft draft, @Nullable RevocationWriter revocations) {
    super(draft);
    this.revocations = revocations;
  }

  @Override
  public boolean insertOrganization(Organization organization) {
    return insert(draft.organizations, organization.id(), organization);
  }

  @Override
  public boolean updateOrganization(Organization organization) {
    return update(draft.organizations, organization.id(), organization, Organization::version);
  }

  @Override
  public boolean insertAgent(Agent agent) {
    return insert(draft.agents, agent.id(), agent);
  }

  @Override
  public boolean updateAgent(Agent agent) {
    return findAgent(agent.organizationId(), agent.id()).isPresent()
        && update(draft.agents, agent.id(), agent, Agent::version);
  }

  @Override
  public boolean insertIntegration(Integration integration) {
    return !isNameTaken(integration) && insert(draft.integrations, integration.id(), integration);
  }

  @Override
  public boolean updateIntegration(Integration integration) {
    return findIntegration(integration.organizationId(), integration.id()).isPresent()
        && !isNameTaken(integration)
        && update(draft.integrations, integration.id(), integration, Integration::version);
  }

  private boolean isNameTaken(Integration wanted) {
    String name = CaseFolding.fold(wanted.name());
    return draft.integrations.values().stream()
        .filter(one -> one.organizationId().equals(wanted.organizationId()))
        .filter(one -> !one.id().equals(wanted.id()))
        .anyMatch(one -> CaseFolding.fold(one.name()).equals(name));
  }

  @Override
  public boolean insertApiKey(ApiKeyRecord key) {
    return insert(draft.apiKeys, key.ref(), key);
  }

  @Override
  public boolean updateApiKey(ApiKeyRecord key) {
    return update(draft.apiKeys, key.ref(), key, ApiKeyRecord::version);
  }

  @Override
  public boolean insertSigningKey(SigningKeyRecord key) {
    return insert(draft.signingKeys, nameOf(key), key);
  }

  @Override
  public boolean updateSigningKey(SigningKeyRecord key) {
    return update(draft.signingKeys, nameOf(key), key, SigningKeyRecord::version);
  }

  private static SigningKeyName nameOf(SigningKeyRecord key) {
    return new SigningKeyName(key.issuer(), key.keyId());
  }

  @Override
  public boolean insertPlan(PlanRecord plan) {
    return insert(draft.plans, plan.name(), plan);
  }

  @Override
  public boolean updatePlan(PlanRecord plan) {
    return update(draft.plans, plan.name(), plan, PlanRecord::version);
  }

  @Override
  public boolean deletePlan(String name, long version) {
    if (draft.plans.find(name).filter(plan -> plan.version() == version).isEmpty()) {
      return false;
    }
    draft.plans.remove(name);
    return true;
  }

  @Override
  public Optional<AuditEvent> lastAuditEvent() {
    List<AuditEvent> events = draft.events();
    if (events.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(events.get(events.size() - 1));
  }

  @Override
  public void appendAuditEvent(AuditEvent event) {
    long next = draft.events().size() + 1L;
    if (event.sequence() != next) {
      throw new IllegalArgumentException(
          "the next event has the sequence " + next + ", not " + event.sequence());
    }
    draft.addEvent(event);
  }

  @Override
  public void insertIdempotentRequest(IdempotentRequest request) {
    draft.requests.put(new RequestName(request.operator(), request.idempotencyKey()), request);
  }

  @Override
  public AlertWriter alerts() {
    return new MemoryAlertWriter(draft.alerts);
  }

  @Override
  public RevocationWriter revocations() {
    if (revocations == null) {
      throw new IllegalStateException("the revocation store is not in these records' engine");
    }
    return revocations;
  }

  private static <K, V> boolean insert(TableDraft<K, V> table, K key, V row) {
    if (table.find(key).isPresent()) {
      return false;
    }
    table.put(key, row);
    return true;
  }

  private static <K, V> boolean update(
      TableDraft<K, V> table, K key, V row, ToLongFunction<V> version) {
    Optional<V> known = table.find(key);
    if (known.isEmpty() || version.applyAsLong(known.get()) != version.applyAsLong(row) - 1) {
      return false;
    }
    table.put(key, row);
    return true;
  }
}
