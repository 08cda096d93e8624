package org.nexusauth.management.store;

import java.util.Optional;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.revocation.RevocationWriter;

/** Reads and writes records, in a transaction. Used by one thread. */
public interface RecordWriter extends RecordReader {
  /** Inserts an organization of version 1; returns false if the id is taken. */
  boolean insertOrganization(Organization organization);

  /** Updates a record whose version is one less than the new one; returns false if it is not. */
  boolean updateOrganization(Organization organization);

  /**
   * Inserts an agent of version 1; returns false if the id is taken, in any organization: the
   * revocation store knows an agent by its id alone.
   */
  boolean insertAgent(Agent agent);

  /** Updates a record whose version is one less than the new one; returns false if it is not. */
  boolean updateAgent(Agent agent);

  /**
   * Inserts an integration of version 1; returns false if the id is taken, in any organization, or
   * the name, in its organization and ignoring case.
   */
  boolean insertIntegration(Integration integration);

  /**
   * Updates a record whose version is one less than the new one; returns false if it is not, or if
   * the new name is taken.
   */
  boolean updateIntegration(Integration integration);

  /** Inserts a key's record of version 1; returns false if it is there. */
  boolean insertApiKey(ApiKeyRecord key);

  /** Updates a record whose version is one less than the new one; returns false if it is not. */
  boolean updateApiKey(ApiKeyRecord key);

  /** Inserts a signing key of version 1; returns false if the id is taken. */
  boolean insertSigningKey(SigningKeyRecord key);

  /** Updates a record whose version is one less than the new one; returns false if it is not. */
  boolean updateSigningKey(SigningKeyRecord key);

  /** Inserts a plan of version 1; returns false if the name is taken. */
  boolean insertPlan(PlanRecord plan);

  /** Updates a record whose version is one less than the new one; returns false if it is not. */
  boolean updatePlan(PlanRecord plan);

  /** Deletes a plan of a version; returns false if there is none. */
  boolean deletePlan(String name, long version);

  /** Returns the last event; empty if there is none. */
  Optional<AuditEvent> lastAuditEvent();

  /**
   * Appends an event.
   *
   * @throws IllegalArgumentException if its sequence does not follow that of the last one
   */
  void appendAuditEvent(AuditEvent event);

  /** Remembers a request; replaces an older one of the same operator and idempotency key. */
  void insertIdempotentRequest(IdempotentRequest request);

  /**
   * Returns the writer of revocations in this transaction.
   *
   * @throws IllegalStateException unless {@link ManagementStore#joinsRevocations}
   */
  RevocationWriter revocations();

  /** Returns the writer of alerts in this transaction. */
  @Override
  AlertWriter alerts();
}
