package org.nexusauth.jaxrs;

import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jaxrs.request.JaxrsRuntime;
import org.nexusauth.jaxrs.request.ServletlessRequestFilter;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeScope;
import org.nexusauth.web.CallerSink;

/**
 * Secures JAX-RS without servlets; {@link ApiKeyFeature} registers it.
 *
 * <p>An application-scoped bean holds the gate and closes it; without CDI the JAX-RS application.
 */
public final class ServletlessApiKeyFeature implements Feature {
  @Context
  @SuppressWarnings("NullAway.Init") // JAX-RS sets it before it calls configure.
  private Application application;

  private @Nullable AttributeScope own;

  /** Called by the JAX-RS implementation, which needs public providers (Jakarta REST §4.1). */
  public ServletlessApiKeyFeature() {}

  /**
   * Registers the filters.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong, or something is
   *     secured and there are no verification keys
   * @throws IllegalStateException when a security annotation could not be enforced
   */
  @Override
  public boolean configure(FeatureContext context) {
    CallerSink caller = ApplicationBeans.findCallerSink().orElse(CallerSink.NONE);
    AttributeScope attributes = ApplicationBeans.findAttributes().orElseGet(() -> ownOf(context));
    JaxrsBootstrap.startEnforcer(
        JaxrsRuntime.withoutServlets(attributes, caller), application, context);
    context.register(new ServletlessRequestFilter(caller));
    return true;
  }

  private AttributeScope ownOf(FeatureContext context) {
    own = new ApplicationProperties(context);
    return own;
  }

  /** The properties of a JAX-RS application. */
  private record ApplicationProperties(FeatureContext context) implements AttributeScope {
    @Override
    public @Nullable Object get(String name) {
      return context.getConfiguration().getProperty(name);
    }

    @Override
    public void set(String name, Object value) {
      context.property(name, value);
    }
  }

  /** Closes the gate that the JAX-RS application holds; it is ending. */
  @PreDestroy
  public void close() {
    if (own != null) {
      ApplicationGates.of(own).close();
    }
  }
}
