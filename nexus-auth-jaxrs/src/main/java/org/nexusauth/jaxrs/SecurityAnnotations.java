package org.nexusauth.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Requirement;
import org.nexusauth.jaxrs.rules.AccessRule;

/** Reads the security annotations of one method or one class, nothing inherited. */
final class SecurityAnnotations {
  /** Any caller that is authenticated, whatever the roles (Jakarta Security). */
  private static final String ANY_ROLE = "**";

  private SecurityAnnotations() {}

  /** Returns the rule of an element; where annotations contradict each other, the strictest. */
  static AccessRule readRule(AnnotatedElement element) {
    RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
    ApiKeySecured key = element.getAnnotation(ApiKeySecured.class);
    if (element.isAnnotationPresent(DenyAll.class)
        || (roles != null && roles.value().length == 0)) {
      return AccessRule.DENY_ALL;
    }
    if (key != null) {
      Requirement permissions = Requirement.ofPermissions(key.permissions());
      return new AccessRule(AccessRule.Kind.KEY, withRoles(permissions, roles), key.agent());
    }
    if (roles != null) {
      return AccessRule.of(AccessRule.Kind.ROLES, withRoles(Requirement.NONE, roles));
    }
    if (element.isAnnotationPresent(PermitAll.class)) {
      return AccessRule.PERMIT_ALL;
    }
    return AccessRule.UNANNOTATED;
  }

  private static Requirement withRoles(Requirement requirement, @Nullable RolesAllowed roles) {
    if (roles == null || List.of(roles.value()).contains(ANY_ROLE)) {
      return requirement;
    }
    return requirement.withAnyOf(Set.copyOf(List.of(roles.value())));
  }
}
