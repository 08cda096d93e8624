package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nexusauth.config.ConfigurationException;

/**
 * The start of the door in a JAX-RS application, which stops when something could not hold.
 *
 * @param host what JAX-RS runs on
 * @param application the class that somebody wrote
 */
record JaxrsBootstrap(JaxrsRuntime host, Class<?> application) {

  static JaxrsBootstrap of(JaxrsRuntime host, Application application) {
    return new JaxrsBootstrap(host, ApplicationClass.of(application));
  }

  JaxrsEnforcer open(FeatureContext context) {
    try {
      check(context);
      JaxrsEnforcer door = JaxrsEnforcer.of(host);
      if (door.guardsAnything()) {
        context.register(new PreMatchingFilter(door));
      }
      context.register(new SecuredMethodsFeature(door, application));
      context.register(new CacheFilter());
      return door;
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void check(FeatureContext context) {
    List<Class<?>> classes = classes(context.getConfiguration());
    DeploymentValidator start =
        new DeploymentValidator(
            JaxrsEnforcer.configuration(host), new AnnotationValidator(classes));
    Optional<String> mistake =
        start
            .mistake()
            .or(() -> host.mistake(classes))
            .or(() -> InjectionPoints.unserved(classes, context.getClass()));
    if (mistake.isPresent()) {
      Log.wrong(mistake.get());
      throw new IllegalStateException(mistake.get());
    }
    if (!host.mayHaveFilter()) {
      start.checkGate(false, application.getClassLoader());
    }
  }

  private List<Class<?>> classes(Configuration configuration) {
    List<Class<?>> classes = new ArrayList<>(configuration.getClasses());
    configuration.getInstances().forEach(instance -> classes.add(instance.getClass()));
    classes.add(application);
    return classes;
  }
}
