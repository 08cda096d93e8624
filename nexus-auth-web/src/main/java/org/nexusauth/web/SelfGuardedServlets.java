package org.nexusauth.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servlets of this project that decide by themselves who may call them: the console, whose
 * people sign in, and what publishes verification keys. The servlet filter leaves requests to them
 * alone, whatever it is mapped to; an API key means nothing there.
 *
 * <p>A request counts as one of theirs by the servlet that the container has chosen for it, not by
 * its path, so that no spelling of a path leads past the filter. Thread-safe.
 */
public final class SelfGuardedServlets {
  private static final String NAME = "org.nexusauth.self-guarded";

  /** The attribute with the properties whose servlets are mapped. */
  static final String PROPERTIES = "org.nexusauth.self-guarded.properties";

  private SelfGuardedServlets() {}

  /**
   * Adds a servlet that was registered in code, while the application starts.
   *
   * @param servletName the name of its registration
   * @param property the property that has its path, for example {@code nexus.auth.console.path}
   */
  public static void add(ServletContext application, String servletName, String property) {
    addTo(application, NAME, servletName);
    addTo(application, PROPERTIES, property);
  }

  private static void addTo(ServletContext application, String attribute, String text) {
    Set<String> texts = ConcurrentHashMap.newKeySet();
    if (application.getAttribute(attribute) instanceof Set<?> known) {
      known.forEach(one -> texts.add(String.valueOf(one)));
    }
    texts.add(text);
    application.setAttribute(attribute, texts);
  }

  /** Returns whether the container hands a request from a client to one of them. */
  public static boolean isServedByOne(HttpServletRequest request) {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || !(request.getServletContext().getAttribute(NAME) instanceof Set<?> names)) {
      return false;
    }
    HttpServletMapping mapping = request.getHttpServletMapping();
    return mapping != null && names.contains(mapping.getServletName());
  }
}
