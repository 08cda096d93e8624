package org.nexusauth.management.directory;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Suspension;

/** Writes into records what the revocation store has of a switch. */
public final class SuspensionReconciler {
  private SuspensionReconciler() {}

  /** Writes whether an agent is restricted. */
  public static void mendAgent(
      AuditedWriter change, Agent known, @Nullable Suspension restriction) {
    new AuditedAgentWriter(change).switchAgent(known, restriction, "agent.mend");
  }

  /** Writes whether an integration is disabled. */
  public static void mendIntegration(
      AuditedWriter change, Integration known, @Nullable Suspension disablement) {
    Integrations.writeSwitched(change, known, disablement, "integration.mend");
  }
}
