package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision.Granted;
import org.nexusauth.Requirement;
import org.nexusauth.config.GateSettings;
import org.nexusauth.door.HandedOver;

/**
 * Decides before any route is looked for, so that none is disclosed: on every path with {@code
 * nexus.auth.jaxrs.protect=all}, else on the paths that {@code nexus.auth.paths.permissions} names.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class EveryRequest implements ContainerRequestFilter {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first request.
  private HttpServletRequest servlet;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first request.
  private ServletContext application;

  /** Made by the JAX-RS implementation, which asks for public providers (Jakarta REST §4.1). */
  public EveryRequest() {}

  @Override
  public void filter(ContainerRequestContext context) {
    JaxrsDoor door = JaxrsDoor.of(application);
    Optional<ApiKeyGate> gate = door.gate();
    Exchange exchange = new Exchange(context, servlet);
    if (gate.isEmpty() || !isGuarded(gate.get().settings(), exchange)) {
      return;
    }
    exchange.beResponsible();
    Optional<HandedOver> before = door.handedOver(exchange);
    if (before.isPresent()) {
      exchange.permit(gate.get(), (Granted) before.get().decision(), Requirement.NONE);
    } else {
      exchange.decide(gate.get(), Requirement.NONE);
    }
  }

  private static boolean isGuarded(GateSettings settings, Exchange exchange) {
    String path = exchange.path();
    if (settings.paths().excludes(path) || (settings.passPreflight() && exchange.isPreflight())) {
      return false;
    }
    return settings.protectAll() || settings.paths().rules(exchange.method(), path);
  }
}
