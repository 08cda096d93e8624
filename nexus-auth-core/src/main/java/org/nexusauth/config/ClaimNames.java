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

  static ClaimNames read(SettingsReader settings) {
    return new ClaimNames(
        settings.text(Setting.CLAIMS_INTEGRATION).orElse(STANDARD.integration),
        settings.text(Setting.CLAIMS_ORGANIZATION).orElse(STANDARD.organization),
        settings.text(Setting.CLAIMS_AGENT).orElse(STANDARD.agent),
        settings.text(Setting.CLAIMS_PERMISSIONS).orElse(STANDARD.permissions));
  }
}
