package org.nexusauth.jaxrs;

import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeMap;

/**
 * Opens the door where JAX-RS runs without servlets; {@link ApiKeyFeature} registers it.
 *
 * <p>The gate is held, and closed, by an application-scoped bean; without CDI by the JAX-RS
 * application itself.
 */
public final class PlainFeature implements Feature {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it asks for anything.
  private Application application;

  private @Nullable AttributeMap own;

  /** Made by the JAX-RS implementation, which asks for public providers (Jakarta REST §4.1). */
  public PlainFeature() {}

  /**
   * Opens the door.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong, or something is
   *     guarded and there are no verification keys
   * @throws IllegalStateException when a security annotation could not hold
   */
  @Override
  public boolean configure(FeatureContext context) {
    PlainRuntime host =
        new PlainRuntime(Beans.attributes().orElseGet(() -> ownOf(context)), Beans.caller());
    JaxrsBootstrap.of(host, application).open(context);
    context.register(new RequestLifecycleFilter(host));
    return true;
  }

  private AttributeMap ownOf(FeatureContext context) {
    own = new ApplicationProperties(context);
    return own;
  }

  /** Closes the gate that the JAX-RS application holds; it is ending. */
  @PreDestroy
  public void close() {
    if (own != null) {
      ApplicationGates.of(own).close();
    }
  }
}
