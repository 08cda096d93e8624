package org.nexusauth.jaxrs.rules;

import java.util.Optional;
import org.nexusauth.decision.Requirement;

/**
 * What the security annotations of a resource method require. Immutable.
 *
 * @param kind which annotations there are
 * @param requirement what the key of a caller must meet, the agent aside
 * @param agent the agent that the key must be bound to: an id, or a path parameter in braces; empty
 *     for any
 */
public record AccessRule(Kind kind, Requirement requirement, String agent) {
  /** No security annotation. */
  public static final AccessRule UNANNOTATED = of(Kind.UNANNOTATED, Requirement.NONE);

  /** {@code @PermitAll}. */
  public static final AccessRule PERMIT_ALL = of(Kind.PERMIT_ALL, Requirement.NONE);

  /** {@code @DenyAll}. */
  public static final AccessRule DENY_ALL = of(Kind.DENY_ALL, Requirement.DENY_ALL);

  /** The annotations that count at the nearest level that has any. */
  public enum Kind {
    /** None. */
    UNANNOTATED,
    /** {@code @PermitAll}: no key is required, but one that is sent must be valid. */
    PERMIT_ALL,
    /** {@code @DenyAll}, or {@code @RolesAllowed} without a role: no caller is admitted. */
    DENY_ALL,
    /** {@code @RolesAllowed} alone: a caller that the container authenticated may have the role. */
    ROLES,
    /** {@code @ApiKeySecured}, with or without roles: a key is required. */
    KEY
  }

  /** Returns a rule without an agent. */
  public static AccessRule of(Kind kind, Requirement requirement) {
    return new AccessRule(kind, requirement, "");
  }

  /** Returns whether no security annotation applies. */
  public boolean isUnannotated() {
    return kind == Kind.UNANNOTATED;
  }

  /** Returns the name of the path parameter that holds the agent's id; empty for a fixed agent. */
  public Optional<String> agentParameter() {
    if (agent.startsWith("{") && agent.endsWith("}")) {
      return Optional.of(agent.substring(1, agent.length() - 1).strip());
    }
    return Optional.empty();
  }
}
