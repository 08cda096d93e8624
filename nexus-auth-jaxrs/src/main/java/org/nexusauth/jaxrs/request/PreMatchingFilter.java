package org.nexusauth.jaxrs.request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Decides on what the settings protect before JAX-RS looks for a resource, so that no path is
 * disclosed.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class PreMatchingFilter implements ContainerRequestFilter {
  private final JaxrsEnforcer enforcer;

  PreMatchingFilter(JaxrsEnforcer enforcer) {
    this.enforcer = enforcer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    JaxrsRequest request = enforcer.read(context);
    if (enforcer.isProtected(request)) {
      enforcer.applySettings(request);
    }
  }
}
