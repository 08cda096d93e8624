package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebFilter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.config.ConfigurationException;

/**
 * Sees to it that no WebSocket handshake passes a filter of ours by. Servers accept handshakes in a
 * filter of their own: Jetty puts it before all filters of {@code web.xml}, the others behind
 * those, but before filters that the application adds in code.
 */
final class HandshakeSetup {
  private static final String API = "jakarta.websocket.server.ServerContainer";
  private static final String NAME = "org.nexusauth.filter.handshakes";

  /** The class of Jetty's filter, which is its name, too. */
  private static final List<String> OF_JETTY =
      Stream.of("ee11.", "ee10.", "ee9.", "")
          .map(level -> "org.eclipse.jetty." + level + "websocket.servlet.WebSocketUpgradeFilter")
          .toList();

  private HandshakeSetup() {}

  /** Registers what must stand in front, where there are WebSockets. */
  static void registerFilters(ServletContext context) {
    if (!hasWebSockets(context) || HandshakeGuards.find(context).isPresent()) {
      return;
    }
    DeclaredFilters declared = DeclaredFilters.read(context);
    Optional<String> first = filterOfJetty(context);
    Set<String> known = Set.copyOf(context.getFilterRegistrations().keySet());
    HandshakeGuards guards =
        new HandshakeGuards(first, config -> !isInFront(config, declared, first, known));
    FilterRegistration.Dynamic filter =
        context.addFilter(NAME, new HandshakeFilter(guards, new WebSocketSessionCloser(context)));
    if (filter != null) {
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
      guards.storeIn(context);
      if (first.isEmpty()) {
        putLast(context);
      }
    }
  }

  /**
   * Registers Jetty's filter behind those of the descriptor, before Jetty puts it in front; where
   * it is there already, it stays, and ours stands before it.
   */
  private static void putLast(ServletContext context) {
    for (String name : OF_JETTY) {
      if (isThere(name, context)) {
        FilterRegistration.Dynamic filter = context.addFilter(name, name);
        if (filter != null) {
          filter.setAsyncSupported(true);
          filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        }
      }
    }
  }

  /**
   * Has the handshakes to a filter of ours checked, as it starts.
   *
   * @throws ConfigurationException when they would pass it by, and nothing can be done about it
   */
  static void checkHandshakes(FilterConfig config, RequestEnforcer enforcer) {
    ServletContext context = config.getServletContext();
    Optional<HandshakeGuards> guards = HandshakeGuards.find(context);
    if (guards
        .map(found -> cameLater(found, context))
        .orElseGet(() -> filterOfJetty(context).isPresent())) {
      throw new ConfigurationException(
          "filter \"%s\": WebSocket handshakes would pass it by, as Jetty accepts them"
                  .formatted(config.getFilterName())
              + " before any other filter. Add this initializer behind Jetty's own:"
              + " addServletContainerInitializer(new %s())"
                  .formatted(FilterValidationInitializer.class.getName()));
    }
    guards.ifPresent(found -> found.addFilter(config, enforcer));
  }

  private static boolean cameLater(HandshakeGuards guards, ServletContext context) {
    return guards.first().isEmpty()
        && filterOfJetty(context).filter(name -> !isThere(name, context)).isPresent();
  }

  /** Returns whether a filter of ours sees handshakes by itself. */
  private static boolean isInFront(
      FilterConfig config, DeclaredFilters declared, Optional<String> first, Set<String> known) {
    String name = config.getFilterName();
    if (first.isPresent()) {
      return declared.has(first.get()) && declared.isBefore(name, first.get());
    }
    return declared.has(name) || (known.contains(name) && isAnnotated(config));
  }

  private static boolean isAnnotated(FilterConfig config) {
    ServletContext context = config.getServletContext();
    FilterRegistration filter = context.getFilterRegistration(config.getFilterName());
    try {
      return filter != null
          && Class.forName(
                  filter.getClassName(), false, FilterValidationInitializer.classLoader(context))
              .isAnnotationPresent(WebFilter.class);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Returns whether this application can have endpoints. */
  private static boolean hasWebSockets(ServletContext context) {
    return isThere(API, context);
  }

  private static boolean isThere(String name, ServletContext context) {
    try {
      Class.forName(name, false, FilterValidationInitializer.classLoader(context));
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Returns the name of Jetty's filter, which it puts before all others unless it is declared. */
  private static Optional<String> filterOfJetty(ServletContext context) {
    return OF_JETTY.stream()
        .filter(name -> context.getFilterRegistration(name) != null)
        .findFirst();
  }
}
