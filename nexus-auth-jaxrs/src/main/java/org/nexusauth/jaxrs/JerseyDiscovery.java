package org.nexusauth.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.nexusauth.web.ApplicationBeans;

/**
 * Secures a Jersey application also where {@code jakarta.ws.rs.loadServices=false}, or a switch of
 * Jersey's own, keeps features of {@code META-INF/services} out: such a switch must not leave
 * resources open. Only Jersey loads this class.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class JerseyDiscovery implements ForcedAutoDiscoverable {

  /** Called by Jersey. */
  public JerseyDiscovery() {}

  @Override
  public void configure(FeatureContext context) {
    if (!context.getConfiguration().isRegistered(ApiKeyFeature.class)) {
      context.register(ApiKeyFeature.class);
    }
    if (ApplicationBeans.findCallerSink().isEmpty()) {
      context.register(new CurrentApiKeyBinder());
    }
  }
}
