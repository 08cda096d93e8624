package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.List;

/** Registers the door with a JAX-RS application; found in {@code META-INF/services}. */
public final class ApiKeyFeature implements Feature {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private ServletContext servlets;

  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private Application application;

  /** Made by the JAX-RS implementation. */
  public ApiKeyFeature() {}

  /**
   * Opens the door.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   * @throws IllegalStateException when a security annotation could not hold; {@link
   *     DeploymentCheck} says so before where the container runs it
   */
  @Override
  public boolean configure(FeatureContext context) {
    if (context.getConfiguration().isRegistered(EveryRequest.class)) {
      return false;
    }
    JaxrsDoor door = JaxrsDoor.of(servlets);
    List<Class<?>> classes = new ArrayList<>(context.getConfiguration().getClasses());
    classes.add(ApplicationClass.of(application));
    new Mistakes(classes)
        .first(door.guardsAll())
        .ifPresent(
            mistake -> {
              throw new IllegalStateException(mistake);
            });
    context.register(EveryRequest.class).register(SecuredMethods.class);
    return true;
  }
}
