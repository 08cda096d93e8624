package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jaxrs.request.EjbDenialMapper;
import org.nexusauth.jaxrs.request.JaxrsEnforcer;
import org.nexusauth.jaxrs.request.JaxrsRuntime;

/** Secures JAX-RS in a servlet container; {@link ApiKeyFeature} registers it. */
public final class ServletApiKeyFeature implements Feature {
  @Context private @Nullable ServletContext servlets;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it calls configure.
  private HttpServletRequest request;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it calls configure.
  private HttpServletResponse response;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it calls configure.
  private Application application;

  /** Called by the JAX-RS implementation, which needs public providers (Jakarta REST §4.1). */
  public ServletApiKeyFeature() {}

  /**
   * Registers the filters.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   * @throws IllegalStateException when a security annotation could not be enforced; {@link
   *     DeploymentInitializer} reports it before where the container runs it
   */
  @Override
  public boolean configure(FeatureContext context) {
    if (servlets == null) {
      // The classes are there, but no container is.
      context.register(ServletlessApiKeyFeature.class);
      return true;
    }
    JaxrsEnforcer enforcer =
        JaxrsBootstrap.startEnforcer(
            JaxrsRuntime.ofServlets(servlets, request, response), application, context);
    if (enforcer.hasEnterpriseBeans()) {
      boolean hasIdentity = !JaxrsBootstrap.hidesCaller(JaxrsRuntime.loaderOf(servlets));
      context.register(new EjbDenialMapper(enforcer, request, hasIdentity));
    }
    return true;
  }
}
