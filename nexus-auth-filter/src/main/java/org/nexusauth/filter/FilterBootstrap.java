package org.nexusauth.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.DiscoveredBeans;
import org.nexusauth.web.ServletContextAttributes;

/** What a filter does at its start. */
final class FilterBootstrap {
  /**
   * Servers that stop an application whose filter throws at its start, as tried. Payara and
   * GlassFish serve it without the filter, Undertow tries again with each request.
   */
  private static final List<String> STOPPING = List.of("Apache Tomcat", "jetty/");

  private FilterBootstrap() {}

  /** Returns the application's gate with the filter's parameters. */
  static ApiKeyGate getOrCreateGate(FilterConfig config) {
    return ApplicationGates.of(new ServletContextAttributes(config.getServletContext()))
        .getOrCreateGate(
            readParameters(config), () -> ApplicationBeans.discover().orElse(DiscoveredBeans.NONE));
  }

  /** Returns the filter's parameters before those of its application. */
  static List<PropertySource> readParameters(FilterConfig config) {
    return InitParameters.asSources(
        config.getServletContext(),
        config.getFilterName(),
        InitParameters.selectOurs(config.getInitParameterNames(), config::getInitParameter));
  }

  /** Returns what the filter is mapped to, in words. */
  static String describeMappings(FilterConfig config) {
    String name = config.getFilterName();
    FilterRegistration filter = config.getServletContext().getFilterRegistration(name);
    if (filter == null) {
      return "filter \"" + name + '"';
    }
    String guarded = joinMappings(filter);
    if (guarded.isEmpty()) {
      Log.notMapped(name);
      return "nothing";
    }
    return guarded;
  }

  private static String joinMappings(FilterRegistration filter) {
    return Stream.concat(
            new TreeSet<>(filter.getUrlPatternMappings()).stream(),
            new TreeSet<>(filter.getServletNameMappings())
                .stream().map(servlet -> "servlet \"" + servlet + '"'))
        .collect(Collectors.joining(", "));
  }

  /** Stops the application, or logs that the filter answers every request with 503. */
  static void stopOrClose(FilterConfig config, Throwable problem) throws ServletException {
    String message = describeFailure(config, problem);
    Log.wrong(message);
    if (stopsOnFailure(config.getServletContext())) {
      throw new ServletException(message, problem);
    }
    Log.answersClosed(config.getFilterName());
  }

  private static String describeFailure(FilterConfig config, Throwable problem) {
    if (problem instanceof ConfigurationException) {
      return String.valueOf(problem.getMessage());
    }
    return "NEXUS-1104 filter \"%s\" could not start: %s"
        .formatted(config.getFilterName(), problem);
  }

  private static boolean stopsOnFailure(ServletContext context) {
    String server = Optional.ofNullable(context.getServerInfo()).orElse("");
    return STOPPING.stream().anyMatch(server::startsWith);
  }
}
