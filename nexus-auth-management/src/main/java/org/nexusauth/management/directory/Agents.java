package org.nexusauth.management.directory;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.internal.AgentLookup;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.Subject;

/**
 * Agents, from the directory of the application or from records. An agent of a directory has the
 * version 0 until it is restricted here. Thread-safe.
 */
public final class Agents {
  private static final String KIND = "agent";

  private final ManagementPorts ports;
  private final AuditedChanges changes;
  private final AgentLookup lookup;
  private final RandomIds ids = new RandomIds();

  /** Makes the service. */
  public Agents(ManagementPorts ports) {
    this.ports = ports;
    this.changes = new AuditedChanges(ports);
    this.lookup = new AgentLookup(ports);
  }

  /** Returns an agent. */
  public Agent get(Operator operator, String organizationId, String id) {
    AccessCheck.requireOrganization(operator, organizationId, KIND);
    return requireAgent(organizationId, id);
  }

  private Agent requireAgent(String organizationId, String id) {
    return lookup.findAgent(organizationId, id).orElseThrow(() -> AccessCheck.notFound(KIND));
  }

  /** Lists agents by name. */
  public ResultPage<Agent> list(
      Operator operator, String organizationId, @Nullable String text, PageRequest page) {
    AccessCheck.requireOrganization(operator, organizationId, "organization");
    AgentDirectory directory = ports.agents();
    if (directory == null) {
      return ports
          .records()
          .read(
              all -> {
                OrganizationCheck.requireOrganization(all, organizationId);
                return all.listAgents(organizationId, text, page);
              });
    }
    ResultPage<Agent> found = directory.list(organizationId, text, page);
    return ports
        .records()
        .read(
            all ->
                new ResultPage<>(
                    found.items().stream().map(one -> AgentLookup.withRecord(one, all)).toList(),
                    found.nextCursor()));
  }

  /**
   * Finds agents by their ids, for a list that names them; those that are not there are missing.
   *
   * @param agentIds at most {@link PageRequest#MAX_LIMIT} ids
   */
  public Map<String, Agent> findByIds(
      Operator operator, String organizationId, Collection<String> agentIds) {
    AccessCheck.requireOrganization(operator, organizationId, "organization");
    return lookup.findAgents(organizationId, agentIds);
  }

  /**
   * Returns whether the agents are those of the application, which are not made or renamed here.
   */
  public boolean areOfApplication() {
    return ports.agents() != null;
  }

  /** Creates an agent with a new id, or with the one given; an admin may. */
  public Agent create(
      ChangeContext context, String organizationId, @Nullable String id, String name) {
    requireAdmin(context, organizationId, "organization");
    requireRecordedAgents();
    new InputErrors().checkOptionalId("id", id).checkName("name", name).throwIfAny();
    return changes.makeChange(
        context,
        change -> {
          OrganizationCheck.requireOrganization(change.records(), organizationId);
          Agent created =
              new Agent(organizationId, ids.orNew(id, "agt_"), name, null, change.now(), 1);
          return new AuditedAgentWriter(change).insertAgent(created, "agent.create");
        });
  }

  /** Renames an agent; an admin may. */
  public Agent rename(
      ChangeContext context,
      String organizationId,
      String id,
      String name,
      ExpectedVersion version) {
    requireAdmin(context, organizationId, KIND);
    requireRecordedAgents();
    new InputErrors().checkName("name", name).throwIfAny();
    Agent found = requireAgent(organizationId, id);
    return changes.makeChange(
        context,
        change -> {
          Agent known = lookup.refresh(found, change.records());
          VersionCheck.requireVersion(version, known.version());
          if (known.name().equals(name)) {
            return known;
          }
          return new AuditedAgentWriter(change).renameAgent(known, name);
        });
  }

  /** Denies the keys of an agent until the restriction is lifted; an admin may. */
  public Agent restrict(
      ChangeContext context,
      String organizationId,
      String id,
      String reason,
      ExpectedVersion version) {
    requireAdmin(context, organizationId, KIND);
    new InputErrors().checkReason("reason", reason).throwIfAny();
    Agent found = requireAgent(organizationId, id);
    return changes.makeChange(
        context,
        change -> {
          Agent known = lookup.refresh(found, change.records());
          VersionCheck.requireVersion(version, known.version());
          if (known.restriction() != null) {
            return known;
          }
          change.revocations().setEnabled(Subject.agent(id), false, reason);
          Suspension restriction = new Suspension(change.now(), context.operator().name(), reason);
          return new AuditedAgentWriter(change).switchAgent(known, restriction, "agent.restrict");
        });
  }

  /** Lifts a restriction; an admin may. */
  public Agent liftRestriction(
      ChangeContext context, String organizationId, String id, ExpectedVersion version) {
    requireAdmin(context, organizationId, KIND);
    Agent found = requireAgent(organizationId, id);
    return changes.makeChange(
        context,
        change -> {
          Agent known = lookup.refresh(found, change.records());
          VersionCheck.requireVersion(version, known.version());
          if (known.restriction() == null) {
            return known;
          }
          change
              .revocations()
              .setEnabled(Subject.agent(id), true, "by " + context.operator().name());
          return new AuditedAgentWriter(change).switchAgent(known, null, "agent.lift-restriction");
        });
  }

  private static void requireAdmin(ChangeContext context, String organizationId, String what) {
    AccessCheck.requireOrganization(context.operator(), organizationId, what);
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
  }

  private void requireRecordedAgents() {
    Optional.ofNullable(ports.agents())
        .ifPresent(
            directory -> {
              throw ManagementException.of(
                  Kind.CONFLICT,
                  "The agents are those of the application. Create and rename them there.");
            });
  }
}
