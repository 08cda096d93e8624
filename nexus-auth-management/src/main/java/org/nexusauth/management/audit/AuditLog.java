package org.nexusauth.management.audit;

import java.io.IOException;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The log of all changes. Thread-safe. */
public final class AuditLog {
  private final ManagementPorts ports;

  /** Makes the service. */
  public AuditLog(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Lists events that the operator sees, the newest first. */
  public ResultPage<AuditEvent> list(Operator operator, AuditQuery query, PageRequest page) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Computes all hashes again; an admin may. */
  public AuditVerification verify(Operator operator) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Writes the events that the operator sees as JSON lines, the oldest first. */
  public void export(Operator operator, AuditQuery query, Appendable out) throws IOException {
    throw new UnsupportedOperationException("to be written");
  }
}
