package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.web.ApplicationGates;

/**
 * Stops the deployment when what its annotations ask could not hold: no gate can be had, a setting
 * is wrong, or an annotation stands where JAX-RS runs code before any filter.
 */
@HandlesTypes({Path.class, ApiKeySecured.class, Application.class})
public final class DeploymentInitializer implements ServletContainerInitializer {
  private static final String FILTERS = "org.nexusauth.filter.";

  /** Made by the servlet container. */
  public DeploymentInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context)
      throws ServletException {
    try {
      check(found == null ? Set.of() : found, context);
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw new ServletException(e.getMessage(), e);
    }
    context.addListener(new Closing());
    if (EnterpriseBeans.areKnownTo(context.getClassLoader())) {
      ContainerIdentity.find(context.getClassLoader())
          .ifPresent(identity -> ContainerIdentityFilter.addTo(context, identity));
    }
  }

  private static void check(Set<Class<?>> classes, ServletContext context) throws ServletException {
    DeploymentValidator start =
        new DeploymentValidator(
            Configuration.ofApplication(ServletRuntime.parameters(context)),
            new AnnotationValidator(classes));
    Optional<String> mistake =
        start.mistake().or(() -> EnterpriseBeans.unreachable(classes, context.getClassLoader()));
    if (mistake.isPresent()) {
      Log.wrong(mistake.get());
      throw new ServletException(mistake.get());
    }
    start.checkGate(hasFilter(context), context.getClassLoader());
  }

  /** A filter may have the keys in parameters of its own; its decision is then used. */
  private static boolean hasFilter(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .map(filter -> String.valueOf(filter.getClassName()))
        .anyMatch(name -> isOurs(name, context.getClassLoader()));
  }

  /** By name, so that this module does not need the filter's; a subclass counts. */
  private static boolean isOurs(String name, ClassLoader loader) {
    if (name.startsWith(FILTERS)) {
      return true;
    }
    try {
      Class<?> above = Class.forName(name, false, loader).getSuperclass();
      return above != null && isOurs(above.getName(), loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Closes the gates when the application ends. */
  private static final class Closing implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
      ApplicationGates.of(new ContextAttributes(event.getServletContext())).close();
    }
  }
}
