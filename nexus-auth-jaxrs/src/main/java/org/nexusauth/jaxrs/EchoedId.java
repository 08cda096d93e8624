package org.nexusauth.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import org.nexusauth.door.Tracing;

/** Echoes the request's id in each answer that this door is responsible for. */
public final class EchoedId implements ContainerResponseFilter {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first request.
  private HttpServletRequest servlet;

  /** Made by the JAX-RS implementation, which asks for public providers (Jakarta REST §4.1). */
  public EchoedId() {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (Exchange.isResponsibleFor(servlet)) {
      response
          .getHeaders()
          .putSingle(Tracing.REQUEST_ID, new Exchange(request, servlet).requestId());
    }
  }
}
