package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;

/** Puts a filter before each resource method; the annotations are read once, here. */
public final class SecuredMethods implements DynamicFeature {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private HttpServletRequest request;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private HttpServletResponse response;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private ServletContext servlets;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private Application application;

  /** Made by the JAX-RS implementation, which asks for public providers (Jakarta REST §4.1). */
  public SecuredMethods() {}

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Rule rule =
        Rules.of(
            resource.getResourceClass(),
            resource.getResourceMethod(),
            ApplicationClass.of(application));
    context.register(new SecuredResource(rule, new Servlets(request, response, servlets)));
  }
}
