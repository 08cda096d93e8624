package org.nexusauth.sample.caller;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
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

  /**
   * The caller as a thread names it.
   *
   * @return its agent, null without one, and its integration
   */
  public JsonObject toJson() {
    return Json.createObjectBuilder()
        .add(
            "agentId",
            Optional.ofNullable(agentId).<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
        .add("integrationId", integrationId)
        .build();
  }
}
