package org.nexusauth.filter;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.DiscoveredBeans;
import org.nexusauth.web.ServletContextAttributes;

/** Makes the gates of the declared filters before any filter starts, and closes them at the end. */
final class FilterValidationListener implements ServletContextListener {
  private final List<Declared> filters;

  private FilterValidationListener(List<Declared> filters) {
    this.filters = filters;
  }

  /** A filter in the descriptor, with those of its init-params that are ours. */
  private record Declared(String name, Map<String, String> initParameters) {
    static Declared of(FilterRegistration filter) {
      Map<String, String> given = filter.getInitParameters();
      return new Declared(
          filter.getName(),
          InitParameters.selectOurs(Collections.enumeration(given.keySet()), given::get));
    }
  }

  /** Takes the filters now: a listener that is added in code must not read registrations later. */
  static FilterValidationListener of(List<FilterRegistration> filters) {
    return new FilterValidationListener(filters.stream().map(Declared::of).toList());
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      for (Declared filter : filters) {
        createGate(
            context, InitParameters.asSources(context, filter.name(), filter.initParameters()));
      }
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static void createGate(ServletContext context, List<PropertySource> parameters) {
    Optional<DiscoveredBeans> beans = ApplicationBeans.discover();
    if (beans.isPresent()) {
      ApplicationGates.of(new ServletContextAttributes(context))
          .getOrCreateGate(parameters, beans::get);
    } else {
      // CDI may run later. A gate that was made now would miss its stores for good.
      ApiKeyGate.validateConfiguration(
          Configuration.ofApplication(parameters),
          FilterValidationInitializer.classLoader(context));
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ApplicationGates.of(new ServletContextAttributes(event.getServletContext())).close();
  }
}
