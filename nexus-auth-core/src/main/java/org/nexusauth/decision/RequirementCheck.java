package org.nexusauth.decision;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerifiedApiKey;

/** Checks what a resource asks of a good key: permissions by exact text, agent by its claim. */
public final class RequirementCheck {
  private RequirementCheck() {}

  /** Returns why the key does not do, or null. */
  public static @Nullable Denied check(
      VerifiedApiKey key, Requirement requirement, Set<String> permissionsOfPath) {
    if (requirement.denyAll()) {
      return denied(Reason.ACCESS_DENIED, "nobody may do this", key);
    }
    if (!key.permissions().containsAll(permissionsOfPath)
        || !key.permissions().containsAll(requirement.permissions())) {
      return denied(
          Reason.PERMISSION_MISSING,
          named(missing(key, requirement.permissions(), permissionsOfPath), "and"),
          key);
    }
    if (!requirement.anyOf().isEmpty()
        && Collections.disjoint(requirement.anyOf(), key.permissions())) {
      return denied(
          Reason.PERMISSION_MISSING, named(new TreeSet<>(requirement.anyOf()), "or"), key);
    }
    String agent = requirement.agentId();
    return agent == null || key.agentId().filter(agent::equals).isPresent()
        ? null
        : denied(Reason.AGENT_RESTRICTED, "the key is not bound to the agent of the path", key);
  }

  private static Set<String> missing(VerifiedApiKey key, Set<String> first, Set<String> second) {
    Set<String> missing = new TreeSet<>(first);
    missing.addAll(second);
    missing.removeAll(key.permissions());
    return missing;
  }

  private static String named(Collection<String> permissions, String conjunction) {
    List<String> quoted = permissions.stream().map(one -> '"' + one + '"').toList();
    return (quoted.size() == 1 ? "the permission " : "the permissions ")
        + quoted.stream().collect(Collectors.joining(" " + conjunction + " "));
  }

  private static Denied denied(Reason reason, String detail, VerifiedApiKey key) {
    return new Denied(reason, detail, null, key);
  }
}
