package org.nexusauth.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Tells what JAX-RS makes of a method (Jakarta REST §3.3, §3.4.1). */
final class ResourceMethods {
  private ResourceMethods() {}

  /** Returns whether it answers requests. */
  static boolean isResource(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class));
  }

  /** Returns whether it is a sub-resource locator: it returns what answers. */
  static boolean isLocator(Method method) {
    return method.isAnnotationPresent(Path.class) && !isResource(method);
  }
}
