package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

/**
 * A header that waits in a request for its answer.
 *
 * @param name the header
 * @param value its value
 */
record PendingHeader(String name, String value) {
  private static final String NAME = "org.nexusauth.jaxrs.echo";

  static void leave(ContainerRequestContext request, String name, String value) {
    request.setProperty(NAME, new PendingHeader(name, value));
  }

  /** Moves the header of a request, if one waits, to the answer. */
  static void move(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(NAME) instanceof PendingHeader echo) {
      response.getHeaders().putSingle(echo.name(), echo.value());
    }
  }
}
