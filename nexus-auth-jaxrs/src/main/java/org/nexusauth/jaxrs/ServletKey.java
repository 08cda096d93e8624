package org.nexusauth.jaxrs;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.nexusauth.door.HandedOver;
import org.nexusauth.verify.VerifiedApiKey;

/** The key of the decision that a door left in the servlet request, where there is one. */
@Dependent
class ServletKey {
  private final Instance<HttpServletRequest> requests;

  @Inject
  ServletKey(Instance<HttpServletRequest> requests) {
    this.requests = requests;
  }

  Optional<VerifiedApiKey> key() {
    return requests.isResolvable()
        ? HandedOver.in(requests.get()::getAttribute).flatMap(HandedOver::key)
        : Optional.empty();
  }
}
