package org.nexusauth.cli.option;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimNames;
import picocli.CommandLine.Option;

/** Options for applications with claim names of their own ({@code nexus.auth.claims.*}). */
public final class ClaimNameOptions {

  @Option(
      names = "--integration-claim",
      paramLabel = "NAME",
      description = "Its claim's name, if not integrationId.")
  private @Nullable String integration;

  @Option(
      names = "--organization-claim",
      paramLabel = "NAME",
      description = "Its claim's name, if not organizationId.")
  private @Nullable String organization;

  @Option(
      names = "--agent-claim",
      paramLabel = "NAME",
      description = "Its claim's name, if not agentId.")
  private @Nullable String agent;

  @Option(
      names = "--permissions-claim",
      paramLabel = "NAME",
      description = "Its claim's name, if not permissions.")
  private @Nullable String permissions;

  /** Returns the names that the options give, and the standard ones for the others. */
  public ClaimNames claimNames() {
    ClaimNames standard = ClaimNames.STANDARD;
    return new ClaimNames(
        Objects.requireNonNullElse(integration, standard.integration()),
        Objects.requireNonNullElse(organization, standard.organization()),
        Objects.requireNonNullElse(agent, standard.agent()),
        Objects.requireNonNullElse(permissions, standard.permissions()));
  }
}
