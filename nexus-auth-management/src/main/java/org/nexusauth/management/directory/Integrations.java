package org.nexusauth.management.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.AgentLookup;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.Subject;

/** Integrations. Thread-safe. */
public final class Integrations {
  private static final String KIND = "integration";
  private static final String ID_PREFIX = "int_";

  private final ManagementPorts ports;
  private final AuditedChanges changes;
  private final AgentLookup agents;
  private final RandomIds ids = new RandomIds();

  /** Makes the service. */
  public Integrations(ManagementPorts ports) {
    this.ports = ports;
    this.changes = new AuditedChanges(ports);
    this.agents = new AgentLookup(ports);
  }

  /** Returns an integration. */
  public Integration get(Operator operator, String organizationId, String id) {
    AccessCheck.requireOrganization(operator, organizationId, KIND);
    return ports.records().read(all -> requireIntegration(all, organizationId, id));
  }

  /** Lists integrations by name. */
  public ResultPage<Integration> list(Operator operator, IntegrationQuery query, PageRequest page) {
    AccessCheck.requireOrganization(operator, query.organizationId(), "organization");
    return ports
        .records()
        .read(
            all -> {
              OrganizationCheck.requireOrganization(all, query.organizationId());
              return all.listIntegrations(query, page);
            });
  }

  /**
   * Finds integrations by their ids, for a list that names them; those that are not there are
   * missing.
   *
   * @param integrationIds at most {@link PageRequest#MAX_LIMIT} ids
   */
  public Map<String, Integration> findByIds(
      Operator operator, String organizationId, Collection<String> integrationIds) {
    AccessCheck.requireOrganization(operator, organizationId, "organization");
    Map<String, Integration> found = new HashMap<>();
    return ports
        .records()
        .read(
            all -> {
              for (String id : Set.copyOf(integrationIds)) {
                all.findIntegration(organizationId, id).ifPresent(one -> found.put(id, one));
              }
              return found;
            });
  }

  /**
   * Creates an integration of an agent that is not restricted. A request of the same operator with
   * the same {@code Idempotency-Key} and values returns the integration that the first one made.
   */
  public Integration create(
      ChangeContext context, String organizationId, String name, String agentId) {
    String key = context.idempotencyKey();
    if (key == null) {
      return insertIntegration(context, organizationId, ids.newId(ID_PREFIX), name, agentId);
    }
    String id =
        RandomIds.derivedId(
            ID_PREFIX, List.of(context.operator().name(), key, organizationId, name, agentId));
    try {
      return insertIntegration(context, organizationId, id, name, agentId);
    } catch (ManagementException e) {
      if (isIdTaken(e)) {
        return get(context.operator(), organizationId, id);
      }
      throw e;
    }
  }

  private static boolean isIdTaken(ManagementException problem) {
    return problem.kind() == Kind.CONFLICT
        && problem.fieldErrors().stream().anyMatch(error -> error.field().equals("id"));
  }

  /**
   * Records an integration that has an id already, for example in keys that were issued elsewhere;
   * an admin may: the revocation store knows it by its id alone, whichever organization it is of.
   */
  public Integration recordExisting(
      ChangeContext context, String organizationId, String id, String name, String agentId) {
    AccessCheck.requireOrganization(context.operator(), organizationId, "organization");
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    return insertIntegration(context, organizationId, id, name, agentId);
  }

  private Integration insertIntegration(
      ChangeContext context, String organizationId, String id, String name, String agentId) {
    requireOperator(context, organizationId, "organization");
    new InputErrors()
        .checkId("id", id)
        .checkName("name", name)
        .checkId("agentId", agentId)
        .throwIfAny();
    Agent found = agents.findAgent(organizationId, agentId).orElseThrow(Integrations::unknownAgent);
    return changes.makeChange(
        context,
        change -> {
          OrganizationCheck.requireOrganization(change.records(), organizationId);
          AgentLookup.requireUnrestricted(agents.refresh(found, change.records()));
          requireIdFree(change.records(), organizationId, id);
          Integration created =
              new Integration(
                  organizationId, id, name, agentId, null, change.now(), change.actor().name(), 1);
          requireNameFree(change.records().insertIntegration(created));
          change.appendEvent(
              AuditEntry.created(organizationId, KIND, created.id(), fieldsOf(created)));
          return created;
        });
  }

  private static void requireIdFree(RecordReader records, String organizationId, String id) {
    if (records.findIntegration(organizationId, id).isPresent()) {
      throw ManagementException.conflict(
          "id", "There is an integration with this id. Choose another id.");
    }
  }

  private static ManagementException unknownAgent() {
    InputErrors errors = new InputErrors();
    errors.add("agentId", "There is no agent with this id in the organization.");
    return errors.toException();
  }

  private static void requireNameFree(boolean written) {
    if (!written) {
      throw ManagementException.conflict(
          "name", "Another integration of this organization has this name. Choose another name.");
    }
  }

  /** Renames an integration. */
  public Integration rename(
      ChangeContext context,
      String organizationId,
      String id,
      String name,
      ExpectedVersion version) {
    requireOperator(context, organizationId, KIND);
    new InputErrors().checkName("name", name).throwIfAny();
    return changes.makeChange(
        context,
        change -> {
          Integration known = requireIntegration(change.records(), organizationId, id);
          VersionCheck.requireVersion(version, known.version());
          if (known.name().equals(name)) {
            return known;
          }
          Integration renamed = changed(known, name, known.disablement());
          requireNameFree(change.records().updateIntegration(renamed));
          appendChange(change, "integration.rename", known, renamed);
          return renamed;
        });
  }

  /** Denies the keys of an integration until it is enabled. */
  public Integration disable(
      ChangeContext context,
      String organizationId,
      String id,
      String reason,
      ExpectedVersion version) {
    requireOperator(context, organizationId, KIND);
    new InputErrors().checkReason("reason", reason).throwIfAny();
    return changes.makeChange(
        context,
        change -> {
          Integration known = requireIntegration(change.records(), organizationId, id);
          VersionCheck.requireVersion(version, known.version());
          if (known.disablement() != null) {
            return known;
          }
          change.revocations().setEnabled(Subject.integration(id), false, reason);
          Suspension disablement = new Suspension(change.now(), context.operator().name(), reason);
          return writeSwitched(change, known, disablement, "integration.disable");
        });
  }

  /** Enables a disabled integration. */
  public Integration enable(
      ChangeContext context, String organizationId, String id, ExpectedVersion version) {
    requireOperator(context, organizationId, KIND);
    return changes.makeChange(
        context,
        change -> {
          Integration known = requireIntegration(change.records(), organizationId, id);
          VersionCheck.requireVersion(version, known.version());
          if (known.disablement() == null) {
            return known;
          }
          change
              .revocations()
              .setEnabled(Subject.integration(id), true, "by " + context.operator().name());
          return writeSwitched(change, known, null, "integration.enable");
        });
  }

  /** Counts the keys of an integration by state. */
  public Map<KeyState, Long> countKeys(Operator operator, String organizationId, String id) {
    AccessCheck.requireOrganization(operator, organizationId, KIND);
    return ports
        .records()
        .read(
            all -> {
              requireIntegration(all, organizationId, id);
              return all.countApiKeys(organizationId, id, ports.now());
            });
  }

  /**
   * Summarizes the keys of integrations, for a list of them: how many are in each state by the
   * records, and when one was last used. One query, whatever the number of integrations.
   *
   * @param integrations at most {@link PageRequest#MAX_LIMIT} integrations of the organization
   * @return a summary for the id of each integration, in the order of the list
   */
  public Map<String, IntegrationSummary> summarize(
      Operator operator, String organizationId, List<Integration> integrations) {
    AccessCheck.requireOrganization(operator, organizationId, KIND);
    List<String> ids = idsOf(organizationId, integrations);
    Map<String, IntegrationSummary> summaries = new LinkedHashMap<>();
    ids.forEach(id -> summaries.put(id, IntegrationSummary.NONE));
    if (!ids.isEmpty()) {
      summaries.putAll(
          ports.records().read(all -> all.summarizeIntegrations(organizationId, ids, ports.now())));
    }
    return summaries;
  }

  private static List<String> idsOf(String organizationId, List<Integration> integrations) {
    if (integrations.size() > PageRequest.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "At most " + PageRequest.MAX_LIMIT + " integrations can be summarized in one call.");
    }
    if (!integrations.stream().allMatch(one -> one.organizationId().equals(organizationId))) {
      throw AccessCheck.notFound(KIND);
    }
    return integrations.stream().map(Integration::id).distinct().toList();
  }

  static Integration writeSwitched(
      AuditedWriter change, Integration known, @Nullable Suspension disablement, String action) {
    Integration switched = changed(known, known.name(), disablement);
    VersionCheck.requireWritten(change.records().updateIntegration(switched));
    appendChange(change, action, known, switched);
    return switched;
  }

  private static Integration changed(
      Integration known, String name, @Nullable Suspension disablement) {
    return new Integration(
        known.organizationId(),
        known.id(),
        name,
        known.agentId(),
        disablement,
        known.createdAt(),
        known.createdBy(),
        known.version() + 1);
  }

  private static void appendChange(
      AuditedWriter change, String action, Integration before, Integration after) {
    change.appendEvent(
        new AuditEntry(
            after.organizationId(),
            action,
            KIND,
            after.id(),
            fieldsOf(before).values(),
            fieldsOf(after).values()));
  }

  private static AuditFieldsBuilder fieldsOf(Integration integration) {
    AuditFieldsBuilder fields =
        new AuditFieldsBuilder()
            .with("name", integration.name())
            .with("agentId", integration.agentId());
    Suspension disablement = integration.disablement();
    if (disablement != null) {
      fields.with("disabled", disablement.since()).with("reason", disablement.reason());
    }
    return fields;
  }

  private static void requireOperator(ChangeContext context, String organizationId, String what) {
    AccessCheck.requireOrganization(context.operator(), organizationId, what);
    AccessCheck.requireRole(context.operator(), Role.OPERATOR);
  }

  private static Integration requireIntegration(
      RecordReader records, String organizationId, String id) {
    return records
        .findIntegration(organizationId, id)
        .orElseThrow(() -> AccessCheck.notFound(KIND));
  }
}
