package org.nexusauth.console.access;

import java.util.Optional;
import java.util.function.Predicate;
import org.nexusauth.management.access.Role;

/**
 * The names of the container's roles.
 *
 * @param viewer who sees
 * @param operator who also changes
 * @param admin who also changes signing keys, agents and organizations, and sees all of them
 */
public record ConsoleRoles(String viewer, String operator, String admin) {
  /** The names unless others are set. */
  public static final ConsoleRoles STANDARD =
      new ConsoleRoles("nexus-viewer", "nexus-operator", "nexus-admin");

  /** What stands before an organization's id in the role of those who see it. */
  public static final String ORGANIZATION_PREFIX = "nexus-org-";

  /** Returns the highest role of a user; empty for none. */
  Optional<Role> findHighest(Predicate<String> isInRole) {
    if (isInRole.test(admin)) {
      return Optional.of(Role.ADMIN);
    }
    if (isInRole.test(operator)) {
      return Optional.of(Role.OPERATOR);
    }
    return isInRole.test(viewer) ? Optional.of(Role.VIEWER) : Optional.empty();
  }
}
