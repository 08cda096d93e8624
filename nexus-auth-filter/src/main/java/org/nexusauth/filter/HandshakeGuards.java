package org.nexusauth.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The filters of ours that a server would run behind the filter that accepts WebSocket handshakes,
 * so that the handshakes must be checked in front of it. Thread-safe.
 */
final class HandshakeGuards {
  private static final String NAME = "org.nexusauth.filter.handshakes";

  private final Optional<String> first;
  private final Predicate<FilterConfig> behind;
  private final List<Guard> guards = new CopyOnWriteArrayList<>();

  /** A filter of ours, with what it is mapped to. */
  private record Guard(RequestEnforcer enforcer, Collection<String> patterns) {
    boolean sees(String path) {
      return patterns.stream().anyMatch(pattern -> UrlPattern.matches(pattern, path));
    }
  }

  /**
   * Makes them for an application.
   *
   * @param first the name of Jetty's filter, where it stood before all others
   * @param behind says of a filter of ours that the handshakes would pass it by
   */
  HandshakeGuards(Optional<String> first, Predicate<FilterConfig> behind) {
    this.first = first;
    this.behind = behind;
  }

  /** Returns the name of Jetty's filter, where it stood before all others. */
  Optional<String> first() {
    return first;
  }

  void storeIn(ServletContext context) {
    context.setAttribute(NAME, this);
  }

  /** Returns those of an application; empty where no initializer of ours ran. */
  static Optional<HandshakeGuards> find(ServletContext context) {
    return Optional.ofNullable(context.getAttribute(NAME))
        .filter(HandshakeGuards.class::isInstance)
        .map(HandshakeGuards.class::cast);
  }

  /** Adds a filter that starts, where it does not see handshakes by itself. */
  void addFilter(FilterConfig config, RequestEnforcer enforcer) {
    FilterRegistration filter =
        config.getServletContext().getFilterRegistration(config.getFilterName());
    if (filter != null && behind.test(config)) {
      enforcer.checkHandshakesInFront();
      guards.add(new Guard(enforcer, List.copyOf(filter.getUrlPatternMappings())));
    }
  }

  /** Returns the filters that must check a handshake in front. */
  List<RequestEnforcer> findMatching(String path) {
    return guards.stream().filter(guard -> guard.sees(path)).map(Guard::enforcer).toList();
  }
}
