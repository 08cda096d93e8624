package org.nexusauth.jdbc.internal.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.alert.JdbcAlertWriter;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.store.AlertWriter;
import org.nexusauth.management.store.IdempotentRequest;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationWriter;

/** Reads and writes records in a transaction that has locked the audit's head. */
final class JdbcRecordWriter extends JdbcRecordReader implements RecordWriter {
  private final @Nullable RevocationWriter revocations;

  /**
   * @param revocations the writer in the same transaction; null if the revocation store is another
   */
  JdbcRecordWriter(JdbiTemplate sql, @Nullable RevocationWriter revocations) {
    super(sql);
    this.revocations = revocations;
  }

  @Override
  public boolean insertOrganization(Organization organization) {
    return organizations.insert(organization);
  }

  @Override
  public boolean updateOrganization(Organization organization) {
    return organizations.update(organization);
  }

  @Override
  public boolean insertAgent(Agent agent) {
    return agents.insert(agent);
  }

  @Override
  public boolean updateAgent(Agent agent) {
    return agents.update(agent);
  }

  @Override
  public boolean insertIntegration(Integration integration) {
    return integrations.insert(integration);
  }

  @Override
  public boolean updateIntegration(Integration integration) {
    return integrations.update(integration);
  }

  @Override
  public boolean insertApiKey(ApiKeyRecord key) {
    return keys.insert(key);
  }

  @Override
  public boolean updateApiKey(ApiKeyRecord key) {
    return keys.update(key);
  }

  @Override
  public boolean insertSigningKey(SigningKeyRecord key) {
    return signingKeys.insert(key);
  }

  @Override
  public boolean updateSigningKey(SigningKeyRecord key) {
    return signingKeys.update(key);
  }

  @Override
  public boolean insertPlan(PlanRecord plan) {
    return plans.insert(plan);
  }

  @Override
  public boolean updatePlan(PlanRecord plan) {
    return plans.update(plan);
  }

  @Override
  public boolean deletePlan(String name, long version) {
    return plans.delete(name, version);
  }

  @Override
  public Optional<AuditEvent> lastAuditEvent() {
    return audit.findLast();
  }

  @Override
  public void appendAuditEvent(AuditEvent event) {
    audit.append(event);
  }

  @Override
  public void insertIdempotentRequest(IdempotentRequest request) {
    requests.insert(request);
  }

  @Override
  public AlertWriter alerts() {
    return new JdbcAlertWriter(sql);
  }

  @Override
  public RevocationWriter revocations() {
    if (revocations == null) {
      throw new IllegalStateException("the revocation store is not in the records' database");
    }
    return revocations;
  }
}
