package org.nexusauth.management.directory;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Agents, from the directory of the application or from records. Thread-safe. */
public final class Agents {
  private final ManagementPorts ports;

  /** Makes the service. */
  public Agents(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Returns an agent. */
  public Agent get(Operator operator, String organizationId, String id) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Lists agents by name. */
  public ResultPage<Agent> list(
      Operator operator, String organizationId, @Nullable String text, PageRequest page) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Creates an agent with a new id, or with the one given. */
  public Agent create(
      ChangeContext context, String organizationId, @Nullable String id, String name) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Renames an agent. */
  public Agent rename(
      ChangeContext context,
      String organizationId,
      String id,
      String name,
      ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Denies the keys of an agent until the restriction is lifted. */
  public Agent restrict(
      ChangeContext context,
      String organizationId,
      String id,
      String reason,
      ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Lifts a restriction. */
  public Agent liftRestriction(
      ChangeContext context, String organizationId, String id, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }
}
