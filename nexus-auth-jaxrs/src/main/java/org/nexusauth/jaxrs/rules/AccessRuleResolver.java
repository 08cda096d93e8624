package org.nexusauth.jaxrs.rules;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule of a resource method at its nearest level: the method or what it overrides, the
 * resource class or its supertypes, the application. Thread-safe.
 */
public final class AccessRuleResolver {
  private final Function<AnnotatedElement, AccessRule> annotations;

  /**
   * Creates a resolver.
   *
   * @param annotations reads the rule of one method or class, nothing inherited
   */
  public AccessRuleResolver(Function<AnnotatedElement, AccessRule> annotations) {
    this.annotations = annotations;
  }

  /**
   * Returns the rule of a resource method.
   *
   * @param application the application's class, whose annotations apply to all its resources; null
   *     to leave them out
   */
  public AccessRule resolveRule(Class<?> resource, Method method, @Nullable Class<?> application) {
    return listLevels(resource, method, application)
        .filter(level -> isAnnotated(level) && !isOverruledPermit(level, resource, method))
        .findFirst()
        .map(annotations)
        .orElse(AccessRule.UNANNOTATED);
  }

  boolean isAnnotated(AnnotatedElement element) {
    return !annotations.apply(element).isUnannotated();
  }

  private boolean permitsAll(AnnotatedElement element) {
    return annotations.apply(element).kind() == AccessRule.Kind.PERMIT_ALL;
  }

  /**
   * Returns whether a supertype's method permits all callers although the resource class has a rule
   * of its own, or inherits one from nearer: an inherited declaration may require more, not less.
   */
  private boolean isOverruledPermit(AnnotatedElement level, Class<?> resource, Method method) {
    return level instanceof Method declared
        && !declared.equals(method)
        && permitsAll(declared)
        && TypeHierarchy.typesOf(resource).stream()
            .takeWhile(type -> type != declared.getDeclaringClass())
            .anyMatch(this::isAnnotated);
  }

  private Stream<AnnotatedElement> listLevels(
      Class<?> resource, Method method, @Nullable Class<?> application) {
    List<AnnotatedElement> levels = new ArrayList<>();
    levels.add(method);
    for (Class<?> type : TypeHierarchy.typesOf(resource)) {
      addOverridden(levels, type, method);
    }
    levels.addAll(TypeHierarchy.typesOf(resource));
    if (application != null) {
      levels.addAll(TypeHierarchy.typesOf(application));
    }
    return levels.stream();
  }

  private void addOverridden(List<AnnotatedElement> levels, Class<?> type, Method method) {
    try {
      Method same = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
      if (!Modifier.isStatic(same.getModifiers())) {
        levels.add(same);
      }
    } catch (NoSuchMethodException e) {
      // A generic parameter's erasure differs, as of an interface with type parameters. It may also
      // be an overload that is not overridden: so it may require more than the class, not less.
      Stream.of(type.getDeclaredMethods())
          .filter(one -> one.getName().equals(method.getName()))
          .filter(one -> acceptsAll(one.getParameterTypes(), method.getParameterTypes()))
          .filter(one -> isAnnotated(one) && !permitsAll(one))
          .findFirst()
          .ifPresent(levels::add);
    }
  }

  private static boolean acceptsAll(Class<?>[] general, Class<?>[] special) {
    boolean accepts = general.length == special.length;
    for (int i = 0; accepts && i < general.length; i++) {
      accepts = general[i].isAssignableFrom(special[i]);
    }
    return accepts;
  }
}
