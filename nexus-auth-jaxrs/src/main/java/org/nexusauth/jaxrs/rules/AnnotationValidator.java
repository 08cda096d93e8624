package org.nexusauth.jaxrs.rules;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds security annotations that could not be enforced; each problem is a whole message. */
final class AnnotationValidator {
  private static final Set<String> ENTERPRISE_BEANS =
      Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");

  private final List<Class<?>> classes;
  private final AccessRuleResolver rules;

  /** Creates a validator of those classes that can be loaded whole; JAX-RS uses no others. */
  AnnotationValidator(Collection<Class<?>> classes, AccessRuleResolver rules) {
    this.classes = classes.stream().filter(AnnotationValidator::isLoadable).toList();
    this.rules = rules;
  }

  private static boolean isLoadable(Class<?> type) {
    try {
      TypeHierarchy.methodsOf(type).forEach(Method::getAnnotations);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Returns whether any class, or a supertype of one, has a security annotation. */
  boolean securesAny() {
    return classes.stream()
        .flatMap(type -> TypeHierarchy.typesOf(type).stream())
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredMethods())))
        .anyMatch(rules::isAnnotated);
  }

  /**
   * Finds agents that no request could name: path parameters that the path of a root resource class
   * does not have. The path of a sub-resource class is known with the request only.
   */
  Stream<String> unknownAgents() {
    return classes.stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
        .flatMap(
            type ->
                Stream.of(type.getMethods())
                    .filter(AnnotationValidator::isResourceMethod)
                    .filter(method -> hasUnknownAgent(type, method))
                    .map(
                        method ->
                            "NEXUS-1204 %s.%s: the agent of @ApiKeySecured is no parameter of its path. Give one in braces that @Path has, for example agent = \"{agentId}\", or an id"
                                .formatted(type.getName(), method.getName())));
  }

  private boolean hasUnknownAgent(Class<?> type, Method method) {
    AccessRule rule = rules.resolveRule(type, method, null);
    return rule.agent().contains("{")
        && rule.agentParameter()
            .filter(name -> hasParameter(type, name) || hasParameter(method, name))
            .isEmpty();
  }

  private static boolean hasParameter(AnnotatedElement element, String parameter) {
    Path path = element.getAnnotation(Path.class);
    return path != null
        && Pattern.compile("\\{\\s*" + Pattern.quote(parameter) + "\\s*[:}]")
            .matcher(path.value())
            .find();
  }

  /**
   * Finds sub-resource locators that a security annotation seems to secure. JAX-RS runs them while
   * it looks for the resource, before any filter that could enforce it (Jakarta REST §3.4.1).
   *
   * @param byApplication whether annotations of application classes count; not where all requests
   *     are protected before matching
   */
  Stream<String> securedLocators(boolean byApplication) {
    Stream<Class<?>> applications =
        classes.stream().filter(type -> byApplication && Application.class.isAssignableFrom(type));
    return Stream.concat(
        securedLocators((Class<?>) null), applications.flatMap(this::securedLocators));
  }

  private Stream<String> securedLocators(@Nullable Class<?> application) {
    return classes.stream()
        .flatMap(
            type ->
                TypeHierarchy.methodsOf(type)
                    .filter(AnnotationValidator::isLocator)
                    .filter(method -> !rules.resolveRule(type, method, application).isUnannotated())
                    .map(
                        method ->
                            "NEXUS-1203 %s.%s is a sub-resource locator: it runs before the security annotation on it, on its class or on its application can be enforced. Annotate the sub-resource's methods instead; to guard the locator too, set nexus.auth.jaxrs.protect=all"
                                .formatted(type.getName(), method.getName())));
  }

  /**
   * Finds resources that are enterprise beans and require roles, for a server whose enterprise
   * beans do not learn the caller of a key: it would deny every caller.
   *
   * @param application the application's loader. An API of enterprise beans that the application
   *     brings itself is no container's
   */
  Stream<String> securedBeans(ClassLoader application) {
    return classes.stream()
        .filter(
            type ->
                TypeHierarchy.typesOf(type).stream()
                    .anyMatch(one -> one.isAnnotationPresent(Path.class)))
        .filter(type -> isEnterpriseBean(type, application))
        .flatMap(
            type ->
                TypeHierarchy.methodsOf(type)
                    .filter(AnnotationValidator::isResourceMethod)
                    .filter(method -> requiresRole(rules.resolveRule(type, method, null)))
                    .map(
                        method ->
                            "NEXUS-1205 %s.%s is a resource and an enterprise bean with @RolesAllowed: this server does not let its enterprise beans learn the caller of a key, so it would deny every caller. Make the class a CDI bean (@RequestScoped) without the annotations of enterprise beans, or use @ApiKeySecured(permissions = …) instead of @RolesAllowed; Payara and WildFly run it as it is"
                                .formatted(type.getName(), method.getName())));
  }

  /** Compares names, since most servers do not have the annotations of enterprise beans. */
  private static boolean isEnterpriseBean(Class<?> type, ClassLoader application) {
    return Stream.of(type.getAnnotations())
        .map(annotation -> annotation.annotationType())
        .anyMatch(
            kind ->
                ENTERPRISE_BEANS.contains(kind.getName()) && kind.getClassLoader() != application);
  }

  private static boolean requiresRole(AccessRule rule) {
    return rule.kind() == AccessRule.Kind.ROLES
        || (rule.kind() == AccessRule.Kind.KEY && !rule.requirement().anyOf().isEmpty());
  }

  /** Returns whether a method answers requests (Jakarta REST §3.3). */
  private static boolean isResourceMethod(Method method) {
    return Stream.of(method.getAnnotations())
        .anyMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class));
  }

  /** Returns whether a method returns what answers requests (Jakarta REST §3.4.1). */
  private static boolean isLocator(Method method) {
    return method.isAnnotationPresent(Path.class) && !isResourceMethod(method);
  }
}
