package org.nexusauth.jaxrs;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds sub-resource locators that a security annotation seems to guard. JAX-RS runs them while it
 * looks for the resource, before any filter that could enforce it (Jakarta REST §3.4.1).
 */
final class LocatorValidator {
  private LocatorValidator() {}

  /**
   * Returns what is wrong with the locators of classes, each in words.
   *
   * @param application a class of an application whose annotation counts, or null
   */
  static Stream<String> guarded(Collection<Class<?>> types, @Nullable Class<?> application) {
    return types.stream()
        .flatMap(
            type ->
                TypeHierarchy.methods(type)
                    .filter(ResourceMethods::isLocator)
                    .filter(
                        method ->
                            !(AccessRuleResolver.of(type, method, application)
                                instanceof AccessRule.None))
                    .map(method -> words(type, method)));
  }

  private static String words(Class<?> type, Method method) {
    return "NEXUS-1203 %s.%s is a sub-resource locator: it runs before the security annotation on it, on its class or on its application can be enforced. Annotate the sub-resource's methods instead; to guard the locator too, set nexus.auth.jaxrs.protect=all"
        .formatted(type.getName(), method.getName());
  }
}
