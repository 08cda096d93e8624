package org.nexusauth.cli;

import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimNames;
import picocli.CommandLine.Option;

/** The options for doors that have other claim names ({@code nexus.auth.claims.*}). */
final class ClaimNameOptions {

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

  ClaimNames names() {
    ClaimNames standard = ClaimNames.STANDARD;
    return new ClaimNames(
        integration == null ? standard.integration() : integration,
        organization == null ? standard.organization() : organization,
        agent == null ? standard.agent() : agent,
        permissions == null ? standard.permissions() : permissions);
  }
}
