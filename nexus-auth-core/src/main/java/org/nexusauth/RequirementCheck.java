package org.nexusauth;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.MissingPermissions;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Checks a requirement: permissions by exact text, the agent by its claim, roles by the key's
 * permissions or by the container.
 */
final class RequirementCheck {
  private RequirementCheck() {}

  /** Returns why a valid key does not meet the requirement, or null when it does. */
  static @Nullable Denied checkKey(
      VerifiedApiKey key, Requirement requirement, Set<String> permissionsOfPath) {
    if (requirement.denyAll()) {
      return everyRequestDenied().withKey(key);
    }
    Set<String> held = key.permissions();
    if (!held.containsAll(permissionsOfPath) || !held.containsAll(requirement.permissions())) {
      return missing(MissingPermissions.allOf(missingFrom(held, requirement, permissionsOfPath)))
          .withKey(key);
    }
    if (hasNoneOf(requirement.anyOf(), held)) {
      return missing(MissingPermissions.anyOf(requirement.anyOf())).withKey(key);
    }
    String agent = requirement.agentId();
    if (agent != null && key.agentId().filter(agent::equals).isEmpty()) {
      return new Denied(Reason.AGENT_RESTRICTED, "the key is not bound to the agent of the path")
          .withKey(key);
    }
    return null;
  }

  /**
   * Returns why a user whom the container authenticated, and who sent no key, does not meet the
   * requirement, or null when the user does. Roles are the only thing that such a user can have: a
   * requirement of permissions or of an agent needs a key.
   */
  static @Nullable Denied checkUser(
      Predicate<String> isUserInRole, Requirement requirement, Set<String> permissionsOfPath) {
    if (requirement.denyAll()) {
      return everyRequestDenied();
    }
    if (requirement.needsKey() || !permissionsOfPath.isEmpty()) {
      return new Denied(
          Reason.KEY_MISSING, "the resource needs a key, not a user of the container");
    }
    Set<String> roles = requirement.anyOf();
    if (!roles.isEmpty() && roles.stream().noneMatch(isUserInRole)) {
      return missing(MissingPermissions.anyRoleOf(roles));
    }
    return null;
  }

  private static Denied everyRequestDenied() {
    return new Denied(Reason.ACCESS_DENIED, "every request to this resource is denied");
  }

  private static Denied missing(MissingPermissions missing) {
    return Denied.permissionMissing(missing);
  }

  private static boolean hasNoneOf(Set<String> anyOf, Set<String> held) {
    return !anyOf.isEmpty() && Collections.disjoint(anyOf, held);
  }

  private static Set<String> missingFrom(
      Set<String> held, Requirement requirement, Set<String> permissionsOfPath) {
    Set<String> missing = new TreeSet<>(requirement.permissions());
    missing.addAll(permissionsOfPath);
    missing.removeAll(held);
    return missing;
  }
}
