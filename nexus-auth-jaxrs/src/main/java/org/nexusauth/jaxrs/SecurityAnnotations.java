package org.nexusauth.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import org.nexusauth.decision.Requirement;

/** Reads the security annotations of one method or one class, none inherited. */
final class SecurityAnnotations {
  private static final List<Class<? extends Annotation>> SECURITY =
      List.of(ApiKeySecured.class, RolesAllowed.class, PermitAll.class, DenyAll.class);

  /** Any caller that is authenticated, whatever the roles (Jakarta Security). */
  private static final String ANY_ROLE = "**";

  private SecurityAnnotations() {}

  static boolean hasSecurity(AnnotatedElement element) {
    return SECURITY.stream().anyMatch(element::isAnnotationPresent);
  }

  /** Returns the rule of an element; where annotations contradict each other, the strictest. */
  static AccessRule rule(AnnotatedElement element) {
    RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
    ApiKeySecured key = element.getAnnotation(ApiKeySecured.class);
    if (element.isAnnotationPresent(DenyAll.class)
        || (roles != null && roles.value().length == 0)) {
      return new AccessRule.Nobody();
    }
    if (key == null && roles == null) {
      return element.isAnnotationPresent(PermitAll.class)
          ? new AccessRule.Anybody()
          : new AccessRule.None();
    }
    Requirement requirement =
        key == null ? Requirement.NONE : Requirement.ofPermissions(distinct(key.permissions()));
    if (roles != null && !List.of(roles.value()).contains(ANY_ROLE)) {
      requirement = requirement.withAnyOf(Set.of(distinct(roles.value())));
    }
    return new AccessRule.Needs(requirement, key == null ? "" : key.agent(), key != null);
  }

  private static String[] distinct(String[] values) {
    return Set.copyOf(List.of(values)).toArray(String[]::new);
  }
}
