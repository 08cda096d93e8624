package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Decides before any route is looked for, so that none is disclosed: on every path with {@code
 * nexus.auth.jaxrs.protect=all}, else on the paths that {@code nexus.auth.paths.permissions} names.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class PreMatchingFilter implements ContainerRequestFilter {
  private final JaxrsEnforcer door;

  PreMatchingFilter(JaxrsEnforcer door) {
    this.door = door;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    JaxrsRequest exchange = door.exchange(context);
    if (door.guards(exchange)) {
      door.bySettings(exchange);
    }
  }
}
