package org.nexusauth.management.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

/** Reads records, in a transaction. Used by one thread. */
public interface RecordReader {
  /** Finds an organization. */
  Optional<Organization> findOrganization(String id);

  /** Lists organizations by name; null for all, else those of these ids. */
  ResultPage<Organization> listOrganizations(@Nullable Set<String> ids, PageRequest page);

  /** Finds an agent. */
  Optional<Agent> findAgent(String organizationId, String id);

  /** Lists agents by name; with a text those whose name or id contains it, ignoring case. */
  ResultPage<Agent> listAgents(String organizationId, @Nullable String text, PageRequest page);

  /** Finds an integration. */
  Optional<Integration> findIntegration(String organizationId, String id);

  /** Lists integrations by name. */
  ResultPage<Integration> listIntegrations(IntegrationQuery query, PageRequest page);

  /** Finds a key's record. */
  Optional<ApiKeyRecord> findApiKey(KeyRef ref);

  /** Lists keys, the newest first. */
  ResultPage<ApiKeyRecord> listApiKeys(ApiKeyQuery query, PageRequest page);

  /** Counts an integration's keys by state at an instant; states without a key may be missing. */
  Map<KeyState, Long> countApiKeys(String organizationId, String integrationId, Instant now);

  /**
   * Summarizes the keys of integrations of one organization, in one query. Integrations without a
   * key and without a use may be missing.
   *
   * @param integrationIds at most {@link PageRequest#MAX_LIMIT} ids
   * @param now when the states are computed
   */
  Map<String, IntegrationSummary> summarizeIntegrations(
      String organizationId, Collection<String> integrationIds, Instant now);

  /**
   * Lists the old keys of rotations whose grace begins now: it has not begun, the successor has
   * been used, the old key has no revocation in its record, and the deadline is after now.
   */
  List<ApiKeyRecord> listRotationsToAdvance(Instant now, int max);

  /** Finds when a key was used; empty if it never was. */
  Optional<KeyUse> findKeyUse(KeyRef ref);

  /** Finds when keys were used; those that never were are missing. */
  Map<KeyRef, KeyUse> findKeyUses(Collection<KeyRef> refs);

  /** Lists an issuer's signing keys, the newest first. */
  List<SigningKeyRecord> listSigningKeys(String issuer);

  /** Counts the unexpired, unrevoked keys that a signing key has signed. */
  long countUnexpiredKeys(String issuer, String signingKeyId, Instant now);

  /** Finds a plan. */
  Optional<PlanRecord> findPlan(String name);

  /** Lists all plans by name. */
  List<PlanRecord> listPlans();

  /**
   * Counts the keys that have a plan and are valid at an instant, up to {@link PlanUse#MAX_COUNTED}
   * of them. Keys without a plan count as those of the default one.
   *
   * @param organizationIds of these organizations; null for all
   */
  PlanUse countPlanUse(String plan, @Nullable Set<String> organizationIds, Instant now);

  /**
   * Lists the keys whose record has a plan of its own, and that are valid at an instant; in any
   * order.
   */
  List<PlanAssignment> listPlanAssignments(Instant now, int max);

  /** Counts such keys, up to a number. */
  long countPlanAssignments(Instant now, int max);

  /**
   * Lists the rotations whose old key is valid at an instant and whose successor is recorded; the
   * first to end first.
   */
  List<OngoingRotation> listOngoingRotations(Instant now, int max);

  /** Lists events, the newest first. */
  ResultPage<AuditEvent> listAuditEvents(AuditQuery query, PageRequest page);

  /** Reads the end of the audit log as it was written with the last event. */
  AuditHead readAuditHead();

  /** Reads events in order: those after a sequence. */
  List<AuditEvent> readAuditEvents(long afterSequence, int max);

  /** Finds events in order, the oldest first: at most so many of those after a sequence. */
  List<AuditEvent> findAuditEvents(AuditQuery query, long afterSequence, int max);

  /** Finds what a request with an idempotency key has made: empty if there was none. */
  Optional<IdempotentRequest> findIdempotentRequest(String operator, String idempotencyKey);

  /** Returns the reader of alerts in this transaction. */
  AlertReader alerts();
}
