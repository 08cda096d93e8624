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
record Opening(Host host, Class<?> application) {

  static Opening of(Host host, Application application) {
    return new Opening(host, ApplicationClass.of(application));
  }

  JaxrsDoor open(FeatureContext context) {
    try {
      check(context);
      JaxrsDoor door = JaxrsDoor.of(host);
      if (door.guardsAnything()) {
        context.register(new EveryRequest(door));
      }
      context.register(new SecuredMethods(door, application));
      context.register(new CacheFilter());
      return door;
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void check(FeatureContext context) {
    List<Class<?>> classes = classes(context.getConfiguration());
    StartCheck start = new StartCheck(JaxrsDoor.configuration(host), new Mistakes(classes));
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
