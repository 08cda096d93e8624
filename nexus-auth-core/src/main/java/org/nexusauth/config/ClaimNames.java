package org.nexusauth.config;

/**
 * The names of the contract's claims.
 *
 * @param integration the integration's id
 * @param organization the organization's id
 * @param agent the agent's id
 * @param permissions the array of permissions
 */
public record ClaimNames(
    String integration, String organization, String agent, String permissions) {

  /** The names of the contract. */
  public static final ClaimNames STANDARD =
      new ClaimNames("integrationId", "organizationId", "agentId", "permissions");

  static ClaimNames from(SettingsReader settings) {
    return new ClaimNames(
        settings.readText(Setting.CLAIMS_INTEGRATION).orElse(STANDARD.integration),
        settings.readText(Setting.CLAIMS_ORGANIZATION).orElse(STANDARD.organization),
        settings.readText(Setting.CLAIMS_AGENT).orElse(STANDARD.agent),
        settings.readText(Setting.CLAIMS_PERMISSIONS).orElse(STANDARD.permissions));
  }
}
