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
  static ApiKeyGate gate(FilterConfig config) {
    return ApplicationGates.of(new ServletContextAttributes(config.getServletContext()))
        .getOrCreateGate(
            parameters(config), () -> ApplicationBeans.discover().orElse(DiscoveredBeans.NONE));
  }

  /** Returns the filter's parameters before those of its application. */
  static List<PropertySource> parameters(FilterConfig config) {
    return Parameters.of(
        config.getServletContext(),
        config.getFilterName(),
        Parameters.ours(config.getInitParameterNames(), config::getInitParameter));
  }

  /** Returns what the filter is mapped to, in words. */
  static String guarded(FilterConfig config) {
    String name = config.getFilterName();
    FilterRegistration filter = config.getServletContext().getFilterRegistration(name);
    if (filter == null) {
      return "filter \"" + name + '"';
    }
    String guarded = mappings(filter);
    if (guarded.isEmpty()) {
      Log.unmapped(name);
      return "nothing";
    }
    return guarded;
  }

  private static String mappings(FilterRegistration filter) {
    return Stream.concat(
            new TreeSet<>(filter.getUrlPatternMappings()).stream(),
            new TreeSet<>(filter.getServletNameMappings())
                .stream().map(servlet -> "servlet \"" + servlet + '"'))
        .collect(Collectors.joining(", "));
  }

  /** Stops the application, or says that the filter will refuse everything. */
  static void failed(FilterConfig config, Throwable problem) throws ServletException {
    String words =
        problem instanceof ConfigurationException
            ? String.valueOf(problem.getMessage())
            : "NEXUS-1104 filter \"%s\" could not start: %s"
                .formatted(config.getFilterName(), problem);
    Log.wrong(words);
    if (stopsOnFailure(config.getServletContext())) {
      throw new ServletException(words, problem);
    }
    Log.closed(config.getFilterName());
  }

  private static boolean stopsOnFailure(ServletContext context) {
    String server = Optional.ofNullable(context.getServerInfo()).orElse("");
    return STOPPING.stream().anyMatch(server::startsWith);
  }
}
