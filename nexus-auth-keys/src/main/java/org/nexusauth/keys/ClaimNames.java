package org.nexusauth.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of the claims that say whose a key is, as the doors are told them by {@code
 * nexus.auth.claims.*}.
 *
 * @param integration the claim of the integration's id
 * @param organization the claim of the organization's id
 * @param agent the claim of the agent's id
 * @param permissions the claim of the permissions
 */
public record ClaimNames(
    String integration, String organization, String agent, String permissions) {

  private static final List<String> REGISTERED =
      List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

  private static final ClaimNames CONTRACT =
      new ClaimNames("integrationId", "organizationId", "agentId", "permissions");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if one is blank, used twice, or a registered claim that has a
   *     meaning of its own (RFC 7519 §4.1)
   */
  public ClaimNames {
    List<String> names = List.of(integration, organization, agent, permissions);
    Set<String> seen = new HashSet<>(REGISTERED);
    for (String name : names) {
      Texts.require("claim name", name);
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "claim name " + name + " is taken; choose four different ones, none of " + REGISTERED);
      }
    }
  }

  /**
   * The names that clients in the field know.
   *
   * @return {@code integrationId}, {@code organizationId}, {@code agentId}, {@code permissions}
   */
  public static ClaimNames ofContract() {
    return CONTRACT;
  }
}
