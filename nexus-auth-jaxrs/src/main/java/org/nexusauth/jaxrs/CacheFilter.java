package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Completes the headers for caches, after all response filters of the application. */
@Priority(Integer.MIN_VALUE)
final class CacheFilter implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    CacheProtection.complete(
        request::getProperty, response.getHeaders(), response.getStringHeaders());
  }
}
