package org.nexusauth.console;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.config.Setting;

/**
 * For the container: maps the servlets of {@link MappedServlet} whose path is set, and nothing
 * where none is. The paths are read from MicroProfile Config, system properties, the environment
 * and context-params, not from the init-params of filters.
 */
public final class ConsoleInitializer implements ServletContainerInitializer {
  /** For the container. */
  public ConsoleInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    register(context);
  }

  /**
   * Maps the servlets in an application whose server does not run the initializers of libraries, as
   * the servers that Spring Boot embeds. Call it while the application starts; where the servlets
   * are mapped already it changes nothing.
   *
   * @throws ServletException when a setting is wrong
   */
  public static void register(ServletContext context) throws ServletException {
    try {
      Configuration configuration = readConfiguration(context);
      for (MappedServlet servlet : MappedServlet.values()) {
        servlet.registerIfSet(configuration, context);
      }
    } catch (ConfigurationException e) {
      Log.wrong(String.valueOf(e.getMessage()));
      throw new ServletException(e.getMessage(), e);
    }
  }

  /** Returns the configuration of an application without the init-params of its filters. */
  static Configuration readConfiguration(ServletContext context) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      String value = context.getInitParameter(name);
      if (name.startsWith(Setting.PREFIX) && value != null) {
        parameters.put(name, value);
      }
    }
    return Configuration.ofApplication(List.of(PropertySource.of("context-param", parameters)));
  }
}
