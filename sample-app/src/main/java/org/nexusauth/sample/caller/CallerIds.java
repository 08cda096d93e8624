package org.nexusauth.sample.caller;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as this application cares: the signed claims of the key.
 *
 * @param integrationId what owns threads
 * @param organizationId what owns agents
 * @param agentId the integration's agent; older keys have none
 * @param permissions what the key may do
 */
public record CallerIds(
    String integrationId,
    String organizationId,
    @Nullable String agentId,
    Set<String> permissions) {

  /** Copies the permissions. */
  public CallerIds {
    permissions = Set.copyOf(permissions);
  }
}
