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

  void open(FeatureContext context) {
    try {
      check(new StartCheck(JaxrsDoor.configuration(host), mistakes(context.getConfiguration())));
      JaxrsDoor door = JaxrsDoor.of(host);
      if (door.guardsAnything()) {
        context.register(new EveryRequest(door));
      }
      context.register(new SecuredMethods(door, application));
      context.register(new CacheFilter());
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void check(StartCheck start) {
    Optional<String> mistake = start.mistake();
    if (mistake.isPresent()) {
      Log.wrong(mistake.get());
      throw new IllegalStateException(mistake.get());
    }
    if (!host.mayHaveFilter()) {
      start.checkGate(false, application.getClassLoader());
    }
  }

  private Mistakes mistakes(Configuration configuration) {
    List<Class<?>> classes = new ArrayList<>(configuration.getClasses());
    configuration.getInstances().forEach(instance -> classes.add(instance.getClass()));
    classes.add(application);
    return new Mistakes(classes);
  }
}
