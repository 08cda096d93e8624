package org.nexusauth.management.directory;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException;

/** Writes an agent's record and its audit event. */
final class AuditedAgentWriter {
  private final AuditedWriter change;

  AuditedAgentWriter(AuditedWriter change) {
    this.change = change;
  }

  Agent insertAgent(Agent created, String action) {
    if (!change.records().insertAgent(created)) {
      throw ManagementException.conflict(
          "id", "There is an agent with this id. Choose another id.");
    }
    appendEvent(action, new AuditFieldsBuilder(), created);
    return created;
  }

  Agent renameAgent(Agent known, String name) {
    Agent renamed =
        new Agent(
            known.organizationId(),
            known.id(),
            name,
            known.restriction(),
            known.createdAt(),
            known.version() + 1);
    VersionCheck.requireWritten(change.records().updateAgent(renamed));
    appendEvent("agent.rename", fieldsOf(known), renamed);
    return renamed;
  }

  /** Of an agent of the application's directory the first switch makes a record. */
  Agent switchAgent(Agent known, @Nullable Suspension restriction, String action) {
    Agent switched =
        new Agent(
            known.organizationId(),
            known.id(),
            known.name(),
            restriction,
            known.createdAt(),
            known.version() + 1);
    if (known.version() == 0) {
      return insertAgent(switched, action);
    }
    VersionCheck.requireWritten(change.records().updateAgent(switched));
    appendEvent(action, fieldsOf(known), switched);
    return switched;
  }

  private void appendEvent(String action, AuditFieldsBuilder before, Agent after) {
    change.appendEvent(
        new AuditEntry(
            after.organizationId(),
            action,
            "agent",
            after.id(),
            before.values(),
            fieldsOf(after).values()));
  }

  private static AuditFieldsBuilder fieldsOf(Agent agent) {
    AuditFieldsBuilder fields = new AuditFieldsBuilder().with("name", agent.name());
    Suspension restriction = agent.restriction();
    if (restriction != null) {
      fields.with("restricted", restriction.since()).with("reason", restriction.reason());
    }
    return fields;
  }
}
