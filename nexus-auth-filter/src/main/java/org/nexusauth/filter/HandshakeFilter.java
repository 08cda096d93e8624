package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.ServletRequestReader;

/**
 * Stands before the server's own WebSocket filter. It has the filters of ours check the handshakes
 * that would pass them by, and has the sessions of a key closed once the key is no longer valid.
 * Other requests pass.
 */
final class HandshakeFilter implements Filter {
  private static final String CHECKED = "org.nexusauth.filter.handshake.checked";

  private final HandshakeGuards guards;
  private final WebSocketSessionCloser sessions;

  /** What was checked in front: by which filters, and as which request. */
  private record Checked(List<RequestEnforcer> enforcers, String method, String path) {}

  HandshakeFilter(HandshakeGuards guards, WebSocketSessionCloser sessions) {
    this.guards = guards;
    this.sessions = sessions;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer
        && isHandshake(http)) {
      List<RequestEnforcer> enforcers = guards.findMatching(decodedPath(http));
      http.setAttribute(
          CHECKED, new Checked(enforcers, http.getMethod(), ServletRequestReader.readPath(http)));
      try {
        checkAll(enforcers, http, answer, chain);
      } finally {
        RequestDecision.from(http::getAttribute)
            .flatMap(RequestDecision::key)
            .ifPresent(sessions::closeWhenInvalid);
      }
    } else {
      chain.doFilter(request, response);
    }
  }

  /** At least what any server takes for one: HTTP/1.1 (RFC 6455 §4.1) or HTTP/2 (RFC 8441). */
  private static boolean isHandshake(HttpServletRequest request) {
    return request.getHeader("Upgrade") != null || request.getMethod().equals("CONNECT");
  }

  private static String decodedPath(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getServletPath(), "")
        + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  private static void checkAll(
      List<RequestEnforcer> enforcers,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    if (enforcers.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    FilterChain others =
        (next, answer) ->
            checkAll(
                enforcers.subList(1, enforcers.size()),
                (HttpServletRequest) next,
                (HttpServletResponse) answer,
                chain);
    enforcers.get(0).enforce(request, response, others);
  }

  /**
   * Returns whether a request is a handshake that this very filter of ours let pass in front. One
   * that is dispatched, or that another filter has changed since, is checked like any other.
   */
  static boolean hasChecked(RequestEnforcer enforcer, HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && request.getAttribute(CHECKED) instanceof Checked checked
        && checked.enforcers().contains(enforcer)
        && checked.method().equals(request.getMethod())
        && checked.path().equals(ServletRequestReader.readPath(request));
  }

  @Override
  public void destroy() {
    sessions.close();
  }
}
