package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Comes before and after all other filters, where no servlet request keeps what the application
 * changes.
 */
@PreMatching
@Priority(Integer.MIN_VALUE)
final class RequestLifecycleFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final PlainRuntime host;

  RequestLifecycleFilter(PlainRuntime host) {
    this.host = host;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    new PlainRawRequest(request, host.caller()).begin();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    PendingHeader.move(request, response);
  }
}
