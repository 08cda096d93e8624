package org.nexusauth.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Secures a JAX-RS application. It is found in {@code META-INF/services}; an application that turns
 * that off registers it itself. It has no effect on clients.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class ApiKeyFeature implements Feature {
  private static final String SERVLETS = "jakarta.servlet.ServletContext";

  /** Called by the JAX-RS implementation. */
  public ApiKeyFeature() {}

  /** Registers the feature for what JAX-RS runs on, whose classes may need the servlet API. */
  @Override
  public boolean configure(FeatureContext context) {
    Class<? extends Feature> feature =
        hasServlets() ? ServletApiKeyFeature.class : ServletlessApiKeyFeature.class;
    if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER
        || context.getConfiguration().isRegistered(feature)) {
      return false;
    }
    context.register(feature);
    return true;
  }

  private static boolean hasServlets() {
    try {
      Class.forName(SERVLETS, false, ApiKeyFeature.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
