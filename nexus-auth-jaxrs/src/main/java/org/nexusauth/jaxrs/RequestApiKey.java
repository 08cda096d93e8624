package org.nexusauth.jaxrs;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The key of the current request: the one that it is told, else that of the decision that a door
 * left in the servlet request.
 */
@RequestScoped
class RequestApiKey implements CurrentApiKey, CallerSink {
  private final @Nullable ServletKey servlet;
  private @Nullable VerifiedApiKey told;

  /** For the container's proxy only. */
  RequestApiKey() {
    this.servlet = null;
  }

  @Inject
  RequestApiKey(Instance<ServletKey> servlet) {
    this.servlet = servlet.isResolvable() ? servlet.get() : null;
  }

  @Override
  public void is(@Nullable VerifiedApiKey key) {
    told = key;
  }

  @Override
  public Optional<VerifiedApiKey> key() {
    if (told != null || servlet == null) {
      return Optional.ofNullable(told);
    }
    return servlet.key();
  }
}
