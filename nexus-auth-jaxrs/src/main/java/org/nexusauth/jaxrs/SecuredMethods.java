package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;

/** Puts a filter before each resource method; the annotations are read once, here. */
final class SecuredMethods implements DynamicFeature {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private HttpServletRequest servlet;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private ServletContext servlets;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private Application application;

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Rule rule =
        Rules.of(
            resource.getResourceClass(),
            resource.getResourceMethod(),
            ApplicationClass.of(application));
    context.register(new SecuredResource(rule, servlet, servlets));
  }
}
