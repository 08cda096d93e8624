package org.nexusauth.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletContextAttributes;

/** A filter around a gate that somebody built; a type of its own, so no parameters are missed. */
final class GateFilter implements Filter {
  private final ApiKeyGate gate;
  private final RequestEnforcer door;

  GateFilter(ApiKeyGate gate) {
    this.gate = gate;
    this.door = new RequestEnforcer(gate);
  }

  @Override
  public void init(FilterConfig config) {
    HandshakeSetup.guard(config, door);
    ApplicationGates.of(new ServletContextAttributes(config.getServletContext())).register(gate);
    gate.logStart(FilterBootstrap.guarded(config));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Http.pass(door, gate.settings().token().header(), request, response, chain);
  }
}
