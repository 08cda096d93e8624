package org.nexusauth.management.directory;

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
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;

/** Organizations. Thread-safe. */
public final class Organizations {
  private static final String KIND = "organization";

  private final ManagementPorts ports;
  private final AuditedChanges changes;
  private final RandomIds ids = new RandomIds();

  /** Makes the service. */
  public Organizations(ManagementPorts ports) {
    this.ports = ports;
    this.changes = new AuditedChanges(ports);
  }

  /** Returns an organization. */
  public Organization get(Operator operator, String id) {
    AccessCheck.requireOrganization(operator, id, KIND);
    return ports.records().read(all -> requireOrganization(all, id));
  }

  /** Lists the organizations that the operator sees, by name. */
  public ResultPage<Organization> list(Operator operator, PageRequest page) {
    return ports.records().read(all -> all.listOrganizations(visibleIds(operator), page));
  }

  /** Null for all. */
  private static @Nullable Set<String> visibleIds(Operator operator) {
    if (operator.role() == Role.ADMIN) {
      return null;
    }
    return operator.organizations();
  }

  /** Creates an organization with a new id, or with the one given; an admin may. */
  public Organization create(ChangeContext context, @Nullable String id, String name) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    new InputErrors().checkOptionalId("id", id).checkName("name", name).throwIfAny();
    return changes.makeChange(
        context,
        change -> {
          Organization created = new Organization(ids.orNew(id, "org_"), name, change.now(), 1);
          if (!change.records().insertOrganization(created)) {
            throw ManagementException.conflict(
                "id", "There is an organization with this id. Choose another id.");
          }
          change.appendEvent(
              AuditEntry.created(created.id(), KIND, created.id(), fieldsOf(created)));
          return created;
        });
  }

  /** Renames an organization; an admin may. */
  public Organization rename(
      ChangeContext context, String id, String name, ExpectedVersion version) {
    AccessCheck.requireOrganization(context.operator(), id, KIND);
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    new InputErrors().checkName("name", name).throwIfAny();
    return changes.makeChange(
        context,
        change -> {
          Organization known = requireOrganization(change.records(), id);
          VersionCheck.requireVersion(version, known.version());
          if (known.name().equals(name)) {
            return known;
          }
          return writeRenamed(change, known, name);
        });
  }

  private static Organization writeRenamed(AuditedWriter change, Organization known, String name) {
    Organization renamed =
        new Organization(known.id(), name, known.createdAt(), known.version() + 1);
    VersionCheck.requireWritten(change.records().updateOrganization(renamed));
    change.appendEvent(
        new AuditEntry(
            known.id(),
            "organization.rename",
            KIND,
            known.id(),
            fieldsOf(known).values(),
            fieldsOf(renamed).values()));
    return renamed;
  }

  private static AuditFieldsBuilder fieldsOf(Organization organization) {
    return new AuditFieldsBuilder().with("name", organization.name());
  }

  private static Organization requireOrganization(RecordReader records, String id) {
    return records.findOrganization(id).orElseThrow(() -> AccessCheck.notFound(KIND));
  }
}
