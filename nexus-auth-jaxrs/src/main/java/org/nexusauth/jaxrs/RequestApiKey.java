package org.nexusauth.jaxrs;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.door.HandedOver;
import org.nexusauth.verify.VerifiedApiKey;

/** The key of the decision that a door left in the servlet request. */
@RequestScoped
class RequestApiKey implements CurrentApiKey {
  private final HttpServletRequest request;

  /** For the container's proxy only. */
  RequestApiKey() {
    this(null);
  }

  @Inject
  @SuppressWarnings("NullAway") // The proxy that the no-argument constructor makes never reads it.
  RequestApiKey(@Nullable HttpServletRequest request) {
    this.request = request;
  }

  @Override
  public Optional<VerifiedApiKey> key() {
    return HandedOver.in(new RequestAttributes(request)).flatMap(HandedOver::key);
  }
}
