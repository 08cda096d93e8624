package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/** Opens the door where JAX-RS runs in a servlet container; {@link ApiKeyFeature} registers it. */
public final class ServletFeature implements Feature {
  @Context private @Nullable ServletContext servlets;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private HttpServletRequest request;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private HttpServletResponse response;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private Application application;

  /** Made by the JAX-RS implementation, which asks for public providers (Jakarta REST §4.1). */
  public ServletFeature() {}

  /**
   * Opens the door.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   * @throws IllegalStateException when a security annotation could not hold; {@link
   *     DeploymentInitializer} says so before where the container runs it
   */
  @Override
  public boolean configure(FeatureContext context) {
    if (servlets == null) {
      // The classes are there, but no container is.
      context.register(PlainFeature.class);
    } else {
      ServletRuntime host =
          new ServletRuntime(servlets, Hk2Proxy.of(request), Hk2Proxy.of(response));
      JaxrsEnforcer door = JaxrsBootstrap.of(host, application).open(context);
      if (door.answersForBeans()) {
        context.register(new BeanDenialMapper(door, host));
      }
    }
    return true;
  }
}
