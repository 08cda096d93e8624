package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.Application;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Finds the class that somebody wrote behind the application that JAX-RS hands out. */
final class ApplicationClass {
  private ApplicationClass() {}

  /** Jersey hands out a wrapper that has the original; others hand out the original or a proxy. */
  static Class<?> of(Application application) {
    Application inner = application;
    for (Application next = unwrapped(inner); next != inner; next = unwrapped(inner)) {
      inner = next;
    }
    return inner.getClass();
  }

  private static Application unwrapped(Application application) {
    try {
      Method original = application.getClass().getMethod("getApplication");
      return original.invoke(application) instanceof Application found ? found : application;
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return application;
    }
  }
}
