package org.nexusauth.jaxrs;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resources that are enterprise beans. Their container enforces role annotations itself, by its own
 * idea of the caller. The names of its annotations are compared, since most servers do not have
 * them.
 */
final class EnterpriseBeans {
  private static final String API = "jakarta.ejb.";
  private static final Set<String> KINDS =
      Set.of(API + "Stateless", API + "Stateful", API + "Singleton");

  private EnterpriseBeans() {}

  /** Returns whether a class loader knows the API of enterprise beans. */
  static boolean areKnownTo(ClassLoader application) {
    try {
      Class.forName(API + "EJBAccessException", false, application);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Returns the first resource that is an enterprise bean and asks for roles, in words, where the
   * server would deny every caller with a key.
   *
   * @param application finds classes of the application. An API that the application brought itself
   *     is no container's
   */
  static Optional<String> unreachable(Collection<Class<?>> types, ClassLoader application) {
    if (ContainerIdentity.find(application).isPresent()) {
      return Optional.empty();
    }
    return types.stream()
        .filter(type -> TypeHierarchy.of(type).stream().anyMatch(EnterpriseBeans::hasPath))
        .filter(type -> isBean(type, application))
        .flatMap(EnterpriseBeans::withRoles)
        .findFirst();
  }

  private static boolean hasPath(Class<?> type) {
    return type.isAnnotationPresent(Path.class);
  }

  private static boolean isBean(Class<?> type, ClassLoader application) {
    return Arrays.stream(type.getAnnotations())
        .map(annotation -> annotation.annotationType())
        .anyMatch(kind -> KINDS.contains(kind.getName()) && kind.getClassLoader() != application);
  }

  private static Stream<String> withRoles(Class<?> type) {
    return TypeHierarchy.methods(type)
        .filter(ResourceMethods::isResource)
        .filter(
            method ->
                AccessRuleResolver.of(type, method, null) instanceof AccessRule.Needs needs
                    && !(needs.keyOnly() && needs.requirement().anyOf().isEmpty()))
        .map(method -> words(type, method));
  }

  private static String words(Class<?> type, Method method) {
    return "NEXUS-1205 %s.%s is a resource and an enterprise bean with @RolesAllowed: this server does not let its enterprise beans learn the caller of a key, so it would deny every caller. Make the class a CDI bean (@RequestScoped) without the annotations of enterprise beans, or use @ApiKeySecured(permissions = …) instead of @RolesAllowed; Payara and WildFly run it as it is"
        .formatted(type.getName(), method.getName());
  }
}
