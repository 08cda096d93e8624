package org.nexusauth.decision;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resource asks of a key, beyond being good.
 *
 * @param permissions all of these must be in the key
 * @param anyOf one of these must be in the key; empty asks nothing
 * @param agentId the key must be bound to this agent; null asks nothing
 * @param denyAll true when every request is denied ({@code @DenyAll})
 */
public record Requirement(
    Set<String> permissions, Set<String> anyOf, @Nullable String agentId, boolean denyAll) {

  /** Asks nothing: any good key passes. */
  public static final Requirement NONE = new Requirement(Set.of(), Set.of(), null, false);

  /** Denies every request. */
  public static final Requirement DENY_ALL = new Requirement(Set.of(), Set.of(), null, true);

  /** Copies the sets. */
  public Requirement {
    permissions = Set.copyOf(permissions);
    anyOf = Set.copyOf(anyOf);
  }

  /** Returns a requirement of all these permissions; one that is named twice counts once. */
  public static Requirement permissions(String... permissions) {
    return new Requirement(Set.copyOf(List.of(permissions)), Set.of(), null, false);
  }

  /** Returns this requirement with one of these roles besides. */
  public Requirement withAnyOf(Set<String> roles) {
    return new Requirement(permissions, roles, agentId, denyAll);
  }

  /** Returns this requirement, bound to an agent besides. */
  public Requirement withAgent(String agent) {
    return new Requirement(permissions, anyOf, agent, denyAll);
  }
}
