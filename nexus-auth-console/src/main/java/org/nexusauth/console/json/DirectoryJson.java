package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.store.ResultPage;

/** Operators, organizations, agents and integrations. Every member is always there. */
public final class DirectoryJson {
  private DirectoryJson() {}

  /** Returns an operator; the organizations of an admin are null, for all. */
  public static ObjectNode render(Operator operator) {
    ObjectNode json = ApiJson.object();
    json.put("name", operator.name());
    json.put("role", ValueFormats.write(operator.role()));
    if (operator.role() == Role.ADMIN) {
      json.putNull("organizations");
    } else {
      ArrayNode ids = json.putArray("organizations");
      operator.organizations().stream().sorted().forEach(ids::add);
    }
    return json;
  }

  /** Returns an organization. */
  public static ObjectNode render(Organization organization) {
    ObjectNode json = ApiJson.object();
    json.put("id", organization.id());
    json.put("name", organization.name());
    putInstant(json, "createdAt", organization.createdAt());
    json.put("version", organization.version());
    return json;
  }

  /** Returns an agent. */
  public static ObjectNode render(Agent agent) {
    ObjectNode json = ApiJson.object();
    json.put("organizationId", agent.organizationId());
    json.put("id", agent.id());
    json.put("name", agent.name());
    json.put("restricted", agent.restriction() != null);
    putSuspension(json, "restriction", agent.restriction());
    putInstant(json, "createdAt", agent.createdAt());
    json.put("version", agent.version());
    return json;
  }

  /** Returns an integration. */
  public static ObjectNode render(Integration integration) {
    ObjectNode json = ApiJson.object();
    json.put("organizationId", integration.organizationId());
    json.put("id", integration.id());
    json.put("name", integration.name());
    json.put("type", "API");
    json.put("agentId", integration.agentId());
    json.put("enabled", integration.disablement() == null);
    putSuspension(json, "disablement", integration.disablement());
    putInstant(json, "createdAt", integration.createdAt());
    json.put("createdBy", integration.createdBy());
    json.put("version", integration.version());
    return json;
  }

  /** Returns how many keys are in each state; 0 where there are none. */
  public static ObjectNode renderCounts(Map<KeyState, Long> counts) {
    ObjectNode json = ApiJson.object();
    for (KeyState state : KeyState.values()) {
      json.put(ValueFormats.write(state), counts.getOrDefault(state, 0L));
    }
    return json;
  }

  /** Returns a part of a list. */
  public static <T> ObjectNode renderPage(ResultPage<T> page, Function<T, ObjectNode> item) {
    ObjectNode json = ApiJson.object();
    ArrayNode items = json.putArray("items");
    page.items().forEach(each -> items.add(item.apply(each)));
    json.put("nextCursor", page.nextCursor());
    return json;
  }

  /** Puts an instant in UTC, or null. */
  static void putInstant(ObjectNode json, String name, @Nullable Instant instant) {
    json.put(name, instant == null ? null : instant.toString());
  }

  private static void putSuspension(ObjectNode json, String name, @Nullable Suspension suspension) {
    if (suspension == null) {
      json.putNull(name);
      return;
    }
    ObjectNode nested = json.putObject(name);
    putInstant(nested, "since", suspension.since());
    nested.put("by", suspension.by());
    nested.put("reason", suspension.reason());
  }
}
