package org.nexusauth.management.access;

import java.util.Set;

/**
 * A person, or a program, that manages keys.
 *
 * @param name the name that the audit log shows
 * @param role what the operator may do
 * @param organizations the ids of the organizations that the operator sees; an {@link Role#ADMIN}
 *     sees all, whatever is here
 */
public record Operator(String name, Role role, Set<String> organizations) {

  /** Copies the organizations. */
  public Operator {
    organizations = Set.copyOf(organizations);
  }

  /** Returns whether the operator sees an organization. */
  public boolean sees(String organizationId) {
    return role == Role.ADMIN || organizations.contains(organizationId);
  }
}
