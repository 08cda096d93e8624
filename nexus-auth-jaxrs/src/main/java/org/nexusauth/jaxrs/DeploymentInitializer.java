package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.jaxrs.request.ContainerIdentityFilter;
import org.nexusauth.jaxrs.request.JaxrsRuntime;
import org.nexusauth.jaxrs.request.UnfinishedAnswers;
import org.nexusauth.jaxrs.rules.DeploymentValidator;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletContextAttributes;

/**
 * Stops the deployment of a web application whose security annotations could not be enforced: there
 * is no gate, a setting is wrong, or an annotation stands where JAX-RS runs code before any filter.
 */
@HandlesTypes({Path.class, ApiKeySecured.class, Application.class})
public final class DeploymentInitializer implements ServletContainerInitializer {
  private static final String FILTERS = "org.nexusauth.filter.";

  /** Called by the servlet container. */
  public DeploymentInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context)
      throws ServletException {
    try {
      validateDeployment(Objects.requireNonNullElse(found, Set.of()), context);
    } catch (ConfigurationException e) {
      Log.startFailed(String.valueOf(e.getMessage()));
      throw new ServletException(e.getMessage(), e);
    }
    context.addListener(new GateCloser());
    context.addListener(new UnfinishedAnswers());
    ContainerIdentityFilter.addTo(context);
  }

  private static void validateDeployment(Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    ClassLoader loader = JaxrsRuntime.loaderOf(context);
    Configuration configuration = Configuration.ofApplication(JaxrsRuntime.parametersOf(context));
    DeploymentValidator validator =
        new DeploymentValidator(configuration, classes, JaxrsBootstrap.RULES);
    Optional<String> problem =
        validator.firstProblem(Optional.of(loader).filter(JaxrsBootstrap::hidesCaller));
    if (problem.isPresent()) {
      Log.startFailed(problem.get());
      throw new ServletException(problem.get());
    }
    validator.checkGate(hasFilter(context, loader), loader);
  }

  /** A filter may have the keys in parameters of its own; its decision then counts. */
  private static boolean hasFilter(ServletContext context, ClassLoader loader) {
    return context.getFilterRegistrations().values().stream()
        .map(filter -> String.valueOf(filter.getClassName()))
        .anyMatch(name -> isOurs(name, loader));
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
  private static final class GateCloser implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
      ApplicationGates.of(new ServletContextAttributes(event.getServletContext())).close();
    }
  }
}
