package org.nexusauth.management.directory;

import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Organizations. Thread-safe. */
public final class Organizations {
  private final ManagementPorts ports;

  /** Makes the service. */
  public Organizations(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Returns an organization. */
  public Organization get(Operator operator, String id) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Lists the organizations that the operator sees, by name. */
  public ResultPage<Organization> list(Operator operator, PageRequest page) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Creates an organization; an admin may. */
  public Organization create(ChangeContext context, String id, String name) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Renames an organization; an admin may. */
  public Organization rename(
      ChangeContext context, String id, String name, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }
}
