package org.nexusauth.jaxrs;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.nexusauth.jaxrs.rules.TypeHierarchy;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.CurrentApiKey;

/** Finds classes with {@link CurrentApiKey} injected where nothing can inject it. */
final class InjectionPoints {
  private static final String JERSEY = "org.glassfish.jersey.";

  /** By name, as only some JAX-RS implementations bring it. */
  private static final String INJECT = "jakarta.inject.Inject";

  private InjectionPoints() {}

  /**
   * Returns the message about the first class whose injection point would stay empty.
   *
   * @param implementation a class of the JAX-RS implementation
   */
  static Optional<String> findUnserved(Collection<Class<?>> types, Class<?> implementation) {
    if (implementation.getName().startsWith(JERSEY)
        || ApplicationBeans.findCallerSink().isPresent()) {
      return Optional.empty();
    }
    return types.stream()
        .filter(type -> TypeHierarchy.typesOf(type).stream().anyMatch(InjectionPoints::injectsKey))
        .findFirst()
        .map(InjectionPoints::message);
  }

  private static boolean injectsKey(Class<?> type) {
    return Stream.<AccessibleObject[]>of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .filter(InjectionPoints::isInjected)
        .anyMatch(InjectionPoints::isOfKey);
  }

  private static boolean isInjected(AccessibleObject member) {
    return Arrays.stream(member.getAnnotations())
        .anyMatch(one -> one.annotationType().getName().equals(INJECT));
  }

  private static boolean isOfKey(AccessibleObject member) {
    if (member instanceof Field field) {
      return field.getType() == CurrentApiKey.class;
    }
    return member instanceof Executable executable
        && Arrays.asList(executable.getParameterTypes()).contains(CurrentApiKey.class);
  }

  private static String message(Class<?> type) {
    return "NEXUS-1206 %s has CurrentApiKey injected, and nothing can inject it: no CDI container has the beans of nexus-auth-web, and the JAX-RS implementation is not Jersey. Start a CDI container that scans the jar, or take the caller from jakarta.ws.rs.core.SecurityContext: its principal is the VerifiedApiKey"
        .formatted(type.getName());
  }
}
