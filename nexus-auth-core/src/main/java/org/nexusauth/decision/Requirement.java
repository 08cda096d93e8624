package org.nexusauth.decision;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resource requires of its caller, besides a valid key. Immutable.
 *
 * @param permissions the key must have all of these
 * @param anyOf the key must have one of these, or a user of the container one of these roles; empty
 *     requires nothing
 * @param agentId the key must be bound to this agent; null requires nothing
 * @param denyAll true when every request is denied ({@code @DenyAll})
 */
public record Requirement(
    Set<String> permissions, Set<String> anyOf, @Nullable String agentId, boolean denyAll) {

  /** Requires nothing: every valid key passes. */
  public static final Requirement NONE = new Requirement(Set.of(), Set.of(), null, false);

  /** Denies every request. */
  public static final Requirement DENY_ALL = new Requirement(Set.of(), Set.of(), null, true);

  /** Copies the sets. */
  public Requirement {
    permissions = Set.copyOf(permissions);
    anyOf = Set.copyOf(anyOf);
  }

  /** Returns a requirement of all these permissions; one that is named twice counts once. */
  public static Requirement ofPermissions(String... permissions) {
    return new Requirement(Set.copyOf(List.of(permissions)), Set.of(), null, false);
  }

  /** Returns whether only a key can meet this: permissions or an agent are required. */
  public boolean needsKey() {
    return !permissions.isEmpty() || agentId != null;
  }

  /** Returns this requirement, and one of these permissions or roles in addition. */
  public Requirement withAnyOf(Set<String> roles) {
    return new Requirement(permissions, roles, agentId, denyAll);
  }

  /** Returns this requirement, and a key that is bound to an agent in addition. */
  public Requirement withAgent(String agent) {
    return new Requirement(permissions, anyOf, agent, denyAll);
  }
}
