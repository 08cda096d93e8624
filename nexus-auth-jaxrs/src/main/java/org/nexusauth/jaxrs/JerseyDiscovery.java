package org.nexusauth.jaxrs;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.glassfish.jersey.server.ContainerRequest;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.CurrentApiKey;
import org.nexusauth.web.RequestDecision;

/**
 * Secures a Jersey application also where {@code jakarta.ws.rs.loadServices=false}, or a switch of
 * Jersey's own, keeps features of {@code META-INF/services} out: such a switch must not leave
 * resources open. Makes {@link CurrentApiKey} injectable where no CDI container has it. Only Jersey
 * loads this class.
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

  private static final class CurrentApiKeyBinder extends AbstractBinder {
    @Override
    protected void configure() {
      bind(RequestKey.class).to(CurrentApiKey.class).in(Singleton.class);
    }
  }

  /** The key of the decision on the request that the calling thread works on. */
  static final class RequestKey implements CurrentApiKey {
    private final Provider<ContainerRequest> request;

    @Inject
    RequestKey(Provider<ContainerRequest> request) {
      this.request = request;
    }

    @Override
    public Optional<VerifiedApiKey> key() {
      return RequestDecision.keyFrom(request.get()::getProperty);
    }
  }
}
