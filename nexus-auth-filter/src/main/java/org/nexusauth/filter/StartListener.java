package org.nexusauth.filter;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.door.Extensions;
import org.nexusauth.verify.ApiKeyVerifier;

/** Makes the gates of the declared filters before any filter starts, and closes them at the end. */
final class StartListener implements ServletContextListener {
  private final Map<String, Map<String, String>> initParametersByFilter;

  private StartListener(Map<String, Map<String, String>> initParametersByFilter) {
    this.initParametersByFilter = initParametersByFilter;
  }

  /** A listener that is added in code may not ask for filters, so it is told. */
  static StartListener of(List<FilterRegistration> filters) {
    return new StartListener(
        filters.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    FilterRegistration::getName, StartListener::initParameters)));
  }

  private static Map<String, String> initParameters(FilterRegistration filter) {
    Map<String, String> given = filter.getInitParameters();
    return Parameters.ours(java.util.Collections.enumeration(given.keySet()), given::get);
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      initParametersByFilter.forEach(
          (name, own) ->
              check(
                  event.getServletContext(), Parameters.of(event.getServletContext(), name, own)));
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static void check(ServletContext context, List<PropertySource> parameters) {
    Optional<Extensions> beans = Beans.find();
    if (beans.isPresent()) {
      ContextAttributes.gates(context).gate(parameters, beans::get);
    } else {
      // CDI may run later. A gate that was made now would miss its stores for good.
      checkWithoutStore(GateSettings.read(Configuration.ofApplication(parameters)));
    }
  }

  private static void checkWithoutStore(GateSettings settings) {
    ClassLoader resources = Thread.currentThread().getContextClassLoader();
    ApiKeyVerifier.create(settings, Clock.systemUTC(), resources).close();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ContextAttributes.gates(event.getServletContext()).close();
  }
}
