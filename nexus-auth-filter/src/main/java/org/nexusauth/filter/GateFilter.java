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

/**
 * A filter around a gate that was built in code; a type of its own, as its parameters are not read.
 */
final class GateFilter implements Filter {
  private final ApiKeyGate gate;
  private final RequestEnforcer enforcer;

  GateFilter(ApiKeyGate gate) {
    this.gate = gate;
    this.enforcer = new RequestEnforcer(gate);
  }

  @Override
  public void init(FilterConfig config) {
    HandshakeSetup.checkHandshakes(config, enforcer);
    ApplicationGates.of(new ServletContextAttributes(config.getServletContext())).register(gate);
    gate.logStart(FilterBootstrap.describeMappings(config));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    enforcer.filter(request, response, chain);
  }
}
