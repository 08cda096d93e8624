package org.nexusauth.jaxrs;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule of a resource method at its nearest level: the method or what it overrides, the
 * resource class or what it extends and implements, the application.
 */
final class AccessRuleResolver {
  private AccessRuleResolver() {}

  static AccessRule of(Class<?> resource, Method method, @Nullable Class<?> application) {
    for (AnnotatedElement element : levels(resource, method, application)) {
      if (SecurityAnnotations.hasSecurity(element) && !opens(element, resource, method)) {
        return SecurityAnnotations.rule(element);
      }
    }
    return new AccessRule.None();
  }

  /**
   * Returns whether a declaration elsewhere lets everybody in to a method of a class that has a
   * rule of its own, or inherits one from nearer: what is implemented may ask more than that, but
   * not less.
   */
  private static boolean opens(AnnotatedElement element, Class<?> resource, Method method) {
    return element instanceof Method declared
        && !declared.equals(method)
        && SecurityAnnotations.rule(declared) instanceof AccessRule.Anybody
        && TypeHierarchy.of(resource).stream()
            .takeWhile(type -> type != declared.getDeclaringClass())
            .anyMatch(SecurityAnnotations::hasSecurity);
  }

  private static List<AnnotatedElement> levels(
      Class<?> resource, Method method, @Nullable Class<?> application) {
    List<AnnotatedElement> levels = new ArrayList<>();
    levels.add(method);
    for (Class<?> type : TypeHierarchy.of(resource)) {
      addMethod(levels, type, method);
    }
    levels.addAll(TypeHierarchy.of(resource));
    if (application != null) {
      levels.addAll(TypeHierarchy.of(application));
    }
    return levels;
  }

  private static void addMethod(List<AnnotatedElement> levels, Class<?> type, Method method) {
    try {
      Method same = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
      if (!Modifier.isStatic(same.getModifiers())) {
        levels.add(same);
      }
    } catch (NoSuchMethodException e) {
      // This type does not declare it; a generic parameter's erasure differs, see generic().
      generic(type, method).ifPresent(levels::add);
    }
  }

  /**
   * Finds a declaration whose parameters are more general, as an interface with generics has. It
   * may be an overload that is not overridden, so it may ask more than the class, but not less.
   */
  private static Optional<Method> generic(Class<?> type, Method method) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(one -> one.getName().equals(method.getName()))
        .filter(one -> takes(one.getParameterTypes(), method.getParameterTypes()))
        .filter(
            one ->
                SecurityAnnotations.hasSecurity(one)
                    && !(SecurityAnnotations.rule(one) instanceof AccessRule.Anybody))
        .findFirst();
  }

  private static boolean takes(Class<?>[] general, Class<?>[] special) {
    boolean takes = general.length == special.length;
    for (int i = 0; takes && i < general.length; i++) {
      takes = general[i].isAssignableFrom(special[i]);
    }
    return takes;
  }
}
