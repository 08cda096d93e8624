package org.nexusauth.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Registers the door with a JAX-RS application; found in {@code META-INF/services}. Of a client it
 * makes nothing.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class ApiKeyFeature implements Feature {
  private static final String SERVLETS = "jakarta.servlet.ServletContext";

  /** Made by the JAX-RS implementation. */
  public ApiKeyFeature() {}

  /** Chooses the door's other half by what is under JAX-RS, as it is made of what it needs. */
  @Override
  public boolean configure(FeatureContext context) {
    Class<? extends Feature> door = areServletsKnown() ? ServletFeature.class : PlainFeature.class;
    if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER
        || context.getConfiguration().isRegistered(door)) {
      return false;
    }
    context.register(door);
    return true;
  }

  private static boolean areServletsKnown() {
    try {
      Class.forName(SERVLETS, false, ApiKeyFeature.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
