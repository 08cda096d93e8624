package org.nexusauth.jaxrs;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ContainerRequest;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CurrentApiKey;
import org.nexusauth.web.RequestDecision;

/**
 * Makes {@link CurrentApiKey} injectable by Jersey itself, where no CDI container has it as a bean.
 * Only Jersey loads this class.
 */
final class CurrentApiKeyBinder extends AbstractBinder {

  @Override
  protected void configure() {
    bindFactory(Factory.class, Singleton.class).to(CurrentApiKey.class).in(Singleton.class);
  }

  /** Makes the one instance, which looks into the current request at each call. */
  static final class Factory implements Supplier<CurrentApiKey> {
    private final Provider<ContainerRequest> request;

    @Inject
    Factory(Provider<ContainerRequest> request) {
      this.request = request;
    }

    @Override
    public CurrentApiKey get() {
      return new OfRequest(request);
    }
  }

  /** The key of the decision that a filter left in the request that this thread works on. */
  private record OfRequest(Provider<ContainerRequest> request) implements CurrentApiKey {
    @Override
    public Optional<VerifiedApiKey> key() {
      return RequestDecision.from(request.get()::getProperty).flatMap(RequestDecision::key);
    }
  }
}
