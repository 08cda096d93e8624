package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;

/**
 * Decides before any route is looked for, so that none is disclosed: on every path with {@code
 * nexus.auth.jaxrs.protect=all}, else on the paths that {@code nexus.auth.paths.permissions} names.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class EveryRequest implements ContainerRequestFilter {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first request.
  private HttpServletRequest request;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first request.
  private HttpServletResponse response;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first request.
  private ServletContext application;

  /** Made by the JAX-RS implementation, which asks for public providers (Jakarta REST §4.1). */
  public EveryRequest() {}

  @Override
  public void filter(ContainerRequestContext context) {
    JaxrsDoor door = JaxrsDoor.of(application);
    Exchange exchange = new Exchange(context, new Servlets(request, response, application));
    if (door.guards(exchange)) {
      door.bySettings(exchange);
    }
  }
}
