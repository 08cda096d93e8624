package org.nexusauth.jaxrs.rules;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nexusauth.web.resource.GuardedResource;

/**
 * Finds the resource methods of a JAX-RS application that can be shown as an example of a request
 * with a key: they answer GET, at one fixed path, and need a key. Annotations that a method
 * inherits do not count here. Immutable.
 *
 * @param scope what the settings protect
 * @param application the application's class, whose {@link ApplicationPath} is its base; without it
 *     nothing is found
 */
public record GuardedResourceFinder(ProtectionScope scope, Class<?> application) {
  /** What no client has to encode, without a template. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/-]*");

  /**
   * Returns the resource of a method.
   *
   * @param rule what the method's annotations require
   */
  public Optional<GuardedResource> find(Class<?> resource, Method method, AccessRule rule) {
    Optional<String> base = findPath(application, ApplicationPath.class, ApplicationPath::value);
    Optional<String> start = findPath(resource, Path.class, Path::value);
    if (base.isEmpty() || start.isEmpty() || !method.isAnnotationPresent(GET.class)) {
      return Optional.empty();
    }
    String path = start.get() + normalize(valueOf(method, Path.class, Path::value).orElse(""));
    if (path.isEmpty() || !isFixed(base.get() + path) || isStream(resource, method)) {
      return Optional.empty();
    }
    if (!acceptsKeys(rule, base.get() + path)) {
      return Optional.empty();
    }
    return Optional.of(
        new GuardedResource(base.get(), path, permissionsOf(rule), countParameters(method)));
  }

  /** Returns whether a key is needed, and enough if it has {@link #permissionsOf}. */
  private boolean acceptsKeys(AccessRule rule, String path) {
    return switch (rule.kind()) {
      case KEY, ROLES -> rule.agent().isEmpty() && rule.requirement().anyOf().size() <= 1;
      case UNANNOTATED -> scope.includesRequest("GET", path, () -> false);
      case PERMIT_ALL, DENY_ALL -> false;
    };
  }

  /** The permissions and the one role, which a key has as a permission. */
  private static Set<String> permissionsOf(AccessRule rule) {
    Set<String> permissions = new HashSet<>(rule.requirement().permissions());
    permissions.addAll(rule.requirement().anyOf());
    return permissions;
  }

  private static <A extends Annotation> Optional<String> findPath(
      Class<?> type, Class<A> annotation, Function<A, String> value) {
    return TypeHierarchy.typesOf(type).stream()
        .flatMap(one -> valueOf(one, annotation, value).stream())
        .findFirst()
        .map(GuardedResourceFinder::normalize);
  }

  private static <A extends Annotation> Optional<String> valueOf(
      AnnotatedElement element, Class<A> annotation, Function<A, String> value) {
    return Optional.ofNullable(element.getAnnotation(annotation)).map(value);
  }

  /** Returns a path with a slash before each segment and none at its end. */
  private static String normalize(String path) {
    String inner = path.strip().replaceAll("^/+|/+$", "");
    if (inner.isEmpty()) {
      return "";
    }
    return "/" + inner;
  }

  /** Returns whether an answer may have no end. */
  private static boolean isStream(Class<?> resource, Method method) {
    return Stream.of(method, resource)
        .map(one -> one.getAnnotation(Produces.class))
        .filter(produces -> produces != null)
        .flatMap(produces -> Stream.of(produces.value()))
        .anyMatch(type -> type.startsWith(MediaType.SERVER_SENT_EVENTS));
  }

  private static int countParameters(Method method) {
    return (int)
        Stream.of(method.getParameters())
            .filter(parameter -> !parameter.isAnnotationPresent(Context.class))
            .count();
  }

  /** Returns whether a path has the same text for every request: segments, none of them empty. */
  private static boolean isFixed(String path) {
    boolean segments = path.isEmpty() || (path.startsWith("/") && !path.endsWith("/"));
    return segments && !path.contains("//") && PLAIN.matcher(path).matches();
  }
}
