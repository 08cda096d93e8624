package org.nexusauth.filter;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For the container: finds the filters of ours that an application declares and has them checked
 * before the application starts. Where there is none, it does nothing.
 *
 * <p>Some servers, Payara for one, only log that a filter failed to start and serve the application
 * without it. A listener that fails stops the application on every server.
 */
public final class FilterValidationInitializer implements ServletContainerInitializer {
  private static final String PACKAGE = ApiKeyFilter.class.getPackageName() + '.';

  /** For the container. */
  public FilterValidationInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    List<FilterRegistration> ours = new ArrayList<>();
    for (FilterRegistration filter : context.getFilterRegistrations().values()) {
      if (isOurs(filter, classLoader(context))) {
        ours.add(filter);
      }
    }
    HandshakeSetup.registerFilters(context);
    if (!ours.isEmpty()) {
      context.addListener(FilterValidationListener.of(ours));
    }
  }

  /** Returns the application's class loader; an embedded server may set none in its context. */
  static ClassLoader classLoader(ServletContext context) {
    ClassLoader application = context.getClassLoader();
    if (application == null) {
      application = Thread.currentThread().getContextClassLoader();
    }
    return Objects.requireNonNullElse(
        application, FilterValidationInitializer.class.getClassLoader());
  }

  private static boolean isOurs(FilterRegistration filter, ClassLoader application)
      throws ServletException {
    String name = String.valueOf(filter.getClassName());
    try {
      return ApiKeyFilter.class.isAssignableFrom(Class.forName(name, false, application));
    } catch (ClassNotFoundException | LinkageError e) {
      if (name.startsWith(PACKAGE)) {
        // Misspelt, it would guard nothing on a server that leaves such a filter out.
        String problem =
            "NEXUS-1010 filter-class=%s (filter \"%s\"): there is no such class; did you mean %s?"
                .formatted(name, filter.getName(), ApiKeyFilter.class.getName());
        Log.wrong(problem);
        throw new ServletException(problem, e);
      }
      return false;
    }
  }
}
