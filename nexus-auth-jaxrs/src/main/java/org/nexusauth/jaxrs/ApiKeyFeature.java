package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Registers the door with a JAX-RS application; found in {@code META-INF/services}. */
public final class ApiKeyFeature implements Feature {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private ServletContext servlets;

  /** Made by the JAX-RS implementation. */
  public ApiKeyFeature() {}

  @Override
  public boolean configure(FeatureContext context) {
    if (context.getConfiguration().isRegistered(EveryRequest.class)) {
      return false;
    }
    // A wrong setting stops the application here at the latest.
    JaxrsDoor.of(servlets);
    context.register(EveryRequest.class).register(SecuredMethods.class).register(EchoedId.class);
    return true;
  }
}
