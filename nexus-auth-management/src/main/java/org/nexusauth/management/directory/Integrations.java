package org.nexusauth.management.directory;

import java.util.Map;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Integrations. Thread-safe. */
public final class Integrations {
  private final ManagementPorts ports;

  /** Makes the service. */
  public Integrations(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Returns an integration. */
  public Integration get(Operator operator, String organizationId, String id) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Lists integrations by name. */
  public ResultPage<Integration> list(Operator operator, IntegrationQuery query, PageRequest page) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Creates an integration of an agent that is not restricted. */
  public Integration create(
      ChangeContext context, String organizationId, String name, String agentId) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Renames an integration. */
  public Integration rename(
      ChangeContext context,
      String organizationId,
      String id,
      String name,
      ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Denies the keys of an integration until it is enabled. */
  public Integration disable(
      ChangeContext context,
      String organizationId,
      String id,
      String reason,
      ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Enables a disabled integration. */
  public Integration enable(
      ChangeContext context, String organizationId, String id, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Counts the keys of an integration by state. */
  public Map<KeyState, Long> countKeys(Operator operator, String organizationId, String id) {
    throw new UnsupportedOperationException("to be written");
  }
}
