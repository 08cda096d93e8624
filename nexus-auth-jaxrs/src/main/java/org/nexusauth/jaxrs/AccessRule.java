package org.nexusauth.jaxrs;

import org.nexusauth.decision.Requirement;

/** What the annotations of a resource method ask. */
sealed interface AccessRule {

  /** No security annotation: none of our business. */
  record None() implements AccessRule {}

  /** {@code @PermitAll}: anybody; but who sends a key must send a good one. */
  record Anybody() implements AccessRule {}

  /** {@code @DenyAll}: nobody, with or without a key. */
  record Nobody() implements AccessRule {}

  /**
   * {@code @ApiKeySecured}, {@code @RolesAllowed}, or both.
   *
   * @param requirement the permissions and roles
   * @param agent the agent's id, or a path parameter in braces; empty for none
   * @param keyOnly false when roles alone are asked, which a caller that the container knows may
   *     have without a key
   */
  record Needs(Requirement requirement, String agent, boolean keyOnly) implements AccessRule {}
}
