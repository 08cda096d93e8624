package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.Application;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds security annotations that could not hold. */
final class AnnotationValidator {
  private final List<Class<?>> classes;

  /** Looks at the classes that can be looked at; JAX-RS can use no others either. */
  AnnotationValidator(Collection<Class<?>> classes) {
    this.classes = classes.stream().filter(AnnotationValidator::isWhole).toList();
  }

  private static boolean isWhole(Class<?> type) {
    try {
      TypeHierarchy.methods(type).forEach(method -> method.getAnnotations());
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Returns whether any class asks for anything, itself or by what it extends and implements. */
  boolean isAnythingGuarded() {
    return classes.stream()
        .flatMap(type -> TypeHierarchy.of(type).stream())
        .flatMap(AnnotationValidator::elements)
        .anyMatch(SecurityAnnotations::hasSecurity);
  }

  private static Stream<AnnotatedElement> elements(Class<?> type) {
    return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredMethods()));
  }

  /**
   * Returns the first mistake, in words.
   *
   * @param all true when every request is guarded beforehand: what an application asks of all its
   *     resources then holds for locators, too
   */
  Optional<String> first(boolean all) {
    Stream<String> ofApplications =
        classes.stream()
            .filter(type -> !all && Application.class.isAssignableFrom(type))
            .flatMap(application -> LocatorValidator.guarded(classes, application));
    return Stream.of(
            AgentBinding.broken(classes), LocatorValidator.guarded(classes, null), ofApplications)
        .flatMap(words -> words)
        .findFirst();
  }
}
