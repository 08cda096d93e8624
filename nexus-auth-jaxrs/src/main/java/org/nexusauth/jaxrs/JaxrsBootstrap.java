package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.jaxrs.request.ContainerIdentity;
import org.nexusauth.jaxrs.request.JaxrsEnforcer;
import org.nexusauth.jaxrs.request.JaxrsRuntime;
import org.nexusauth.jaxrs.rules.AccessRuleResolver;
import org.nexusauth.jaxrs.rules.DeploymentValidator;

/** Starts the enforcement in a JAX-RS application, or stops the start. */
final class JaxrsBootstrap {
  static final AccessRuleResolver RULES = new AccessRuleResolver(SecurityAnnotations::readRule);

  private JaxrsBootstrap() {}

  /**
   * Checks an application and registers the filters that secure it.
   *
   * @throws ConfigurationException when a setting is wrong
   * @throws IllegalStateException when a security annotation could not be enforced
   */
  static JaxrsEnforcer startEnforcer(
      JaxrsRuntime runtime, Application application, FeatureContext context) {
    Class<?> applicationClass = classOf(application);
    try {
      validateApplication(runtime, applicationClass, context);
      JaxrsEnforcer enforcer = JaxrsEnforcer.create(runtime);
      enforcer.registerFilters(context, RULES, applicationClass);
      return enforcer;
    } catch (ConfigurationException e) {
      Log.startFailed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static void validateApplication(
      JaxrsRuntime runtime, Class<?> application, FeatureContext context) {
    List<Class<?>> classes = classesOf(context.getConfiguration(), application);
    DeploymentValidator validator =
        new DeploymentValidator(runtime.configuration(), classes, RULES);
    Optional<String> problem =
        validator
            .firstProblem(runtime.servletLoader().filter(JaxrsBootstrap::hidesCaller))
            .or(() -> InjectionPoints.findUnserved(classes, context.getClass()));
    if (problem.isPresent()) {
      Log.startFailed(problem.get());
      throw new IllegalStateException(problem.get());
    }
    if (runtime.servletLoader().isEmpty()) {
      validator.checkGate(false, application.getClassLoader());
    }
  }

  /** Returns whether the server of an application does not let beans learn the caller of a key. */
  static boolean hidesCaller(ClassLoader application) {
    return ContainerIdentity.findIn(application).isEmpty();
  }

  private static List<Class<?>> classesOf(Configuration configuration, Class<?> application) {
    List<Class<?>> classes = new ArrayList<>(configuration.getClasses());
    configuration.getInstances().forEach(instance -> classes.add(instance.getClass()));
    classes.add(application);
    return classes;
  }

  /** Looks into Jersey's wrappers; others hand out the application's own object or a proxy. */
  private static Class<?> classOf(Application application) {
    Application inner = application;
    for (Application next = unwrapOnce(inner); next != inner; next = unwrapOnce(inner)) {
      inner = next;
    }
    return inner.getClass();
  }

  private static Application unwrapOnce(Application application) {
    try {
      Method original = application.getClass().getMethod("getApplication");
      if (original.invoke(application) instanceof Application inner) {
        return inner;
      }
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      // It wraps nothing.
    }
    return application;
  }
}
