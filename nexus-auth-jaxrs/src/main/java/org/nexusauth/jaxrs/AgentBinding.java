package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The agent that a resource is bound to: an id, or a path parameter in braces. */
final class AgentBinding {
  /** No key can be bound to it: controls are refused in ids. */
  private static final String NOBODY = "\0";

  private AgentBinding() {}

  /** Returns the name of the path parameter, or empty for an id. */
  static Optional<String> parameter(String agent) {
    return agent.startsWith("{") && agent.endsWith("}")
        ? Optional.of(agent.substring(1, agent.length() - 1).strip())
        : Optional.empty();
  }

  /** Returns the agent of a request; one that no key has when the path does not name it once. */
  static String agentOf(String agent, UriInfo uri) {
    Optional<String> name = parameter(agent);
    if (name.isEmpty()) {
      return agent;
    }
    List<String> values = uri.getPathParameters().get(name.get());
    if (values == null || values.stream().distinct().count() != 1) {
      Log.noAgentInPath(name.get());
      return NOBODY;
    }
    return values.get(0);
  }
}
