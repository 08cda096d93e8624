package org.nexusauth.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.web.SelfGuardedServlets;

/** The servlets of this module, each mapped to the path of a property while that is set. */
enum MappedServlet {
  /** Everything below a path. */
  CONSOLE("nexus.auth.console.path", "/*", ConsoleServlet::create),
  /** Exactly one path. */
  LEAKS("nexus.auth.leaks.path", "", LeakServlet::create),
  /** The verification keys of the records, at exactly its path. */
  JWKS("nexus.auth.jwks.path", "", JwksServlet::create);

  private static final Pattern SEGMENT = Pattern.compile("[.]?[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

  private final String property;
  private final String suffix;

  /** A constructor reference, without a state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final BiFunction<Configuration, ServletContext, Servlet> factory;

  /**
   * A line of the table.
   *
   * @param suffix what follows the path in the mapping: nothing, or {@code /*}
   */
  MappedServlet(
      String property, String suffix, BiFunction<Configuration, ServletContext, Servlet> factory) {
    this.property = property;
    this.suffix = suffix;
    this.factory = factory;
  }

  String property() {
    return property;
  }

  /** Maps the servlet, and has the API key filter leave its path to it. */
  void registerIfSet(Configuration configuration, ServletContext context) {
    Optional<GivenProperty> path = configuration.find(property);
    if (path.isPresent()) {
      register(requirePath(path.get()), configuration, context);
    }
  }

  private void register(GivenProperty path, Configuration configuration, ServletContext context) {
    String name = "org.nexusauth.console." + name();
    ServletRegistration.Dynamic servlet =
        context.addServlet(name, factory.apply(configuration, context));
    if (servlet == null) {
      return; // The initializer ran before: some embedded servers are given it twice.
    }
    Set<String> taken = servlet.addMapping(path.value() + suffix);
    if (!taken.isEmpty()) {
      throw ConfigurationException.of(
          path, "the application has mapped another servlet to " + taken + "; choose another path");
    }
    servlet.setLoadOnStartup(1);
    servlet.setAsyncSupported(true);
    SelfGuardedServlets.add(context, name, property);
  }

  private static GivenProperty requirePath(GivenProperty given) {
    GivenProperty path = new GivenProperty(given.name(), given.value().strip(), given.origin());
    if (!isPath(path.value())) {
      throw ConfigurationException.of(
          path,
          "expected a path in the application such as /nexus: one or more segments of letters,"
              + " digits, dots, hyphens, underscores and tildes, without a slash at the end");
    }
    return path;
  }

  private static boolean isPath(String text) {
    return text.startsWith("/")
        && Arrays.stream(text.substring(1).split("/", -1)).allMatch(SEGMENT.asMatchPredicate());
  }
}
