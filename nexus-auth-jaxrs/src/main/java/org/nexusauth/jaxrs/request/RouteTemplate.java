package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The template by which a resource method is found, such as {@code /api/orders/{id}}: the path of
 * the application, of the class and of the method.
 */
final class RouteTemplate {
  /** Stands for what a locator has matched before it returned the resource. */
  private static final String LOCATOR = "**";

  /** A parameter with its expression, which may have braces of its own. */
  private static final Pattern EXPRESSION =
      Pattern.compile("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}");

  private RouteTemplate() {}

  /**
   * Returns the template of a method.
   *
   * @param application the class of the application
   * @param type the class of the resource; without a path it was returned by a locator
   */
  static String of(Class<?> application, Class<?> type, Method method) {
    String path =
        Stream.of(
                pathOf(application.getAnnotation(ApplicationPath.class)),
                pathOf(type),
                pathOf(method.getAnnotation(Path.class)))
            .map(RouteTemplate::trimSlashes)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/", "/", ""));
    return EXPRESSION.matcher(path).replaceAll("{$1}");
  }

  private static String pathOf(@Nullable ApplicationPath annotation) {
    return annotation == null ? "" : annotation.value();
  }

  private static String pathOf(@Nullable Path annotation) {
    return annotation == null ? "" : annotation.value();
  }

  /** Annotations of interfaces and parents count for their methods alone (JAX-RS §3.6). */
  private static String pathOf(Class<?> type) {
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      Path annotation = one.getAnnotation(Path.class);
      if (annotation != null) {
        return annotation.value();
      }
    }
    return LOCATOR;
  }

  private static String trimSlashes(String path) {
    return path.replaceAll("^/+|/+$", "");
  }
}
