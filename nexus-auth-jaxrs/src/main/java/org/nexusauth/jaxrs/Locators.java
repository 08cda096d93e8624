package org.nexusauth.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Finds sub-resource locators that a security annotation seems to guard. JAX-RS runs them while it
 * looks for the resource, before any filter that could enforce it (Jakarta REST §3.4.1).
 */
final class Locators {
  private Locators() {}

  /** Returns what is wrong with the locators of a class, each in words. */
  static Stream<String> guarded(Class<?> type) {
    boolean byClass = Annotated.hasSecurity(type);
    return Arrays.stream(type.getDeclaredMethods())
        .filter(Locators::isLocator)
        .filter(method -> byClass || Annotated.hasSecurity(method))
        .map(Locators::words);
  }

  private static boolean isLocator(Method method) {
    return method.isAnnotationPresent(Path.class)
        && Arrays.stream(method.getAnnotations())
            .noneMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class));
  }

  private static String words(Method method) {
    return "NEXUS-1203 %s.%s is a sub-resource locator: it runs before a security annotation on it or on its class can be enforced. Annotate the sub-resource's methods instead, or guard everything with nexus.auth.jaxrs.protect=all"
        .formatted(method.getDeclaringClass().getName(), method.getName());
  }
}
