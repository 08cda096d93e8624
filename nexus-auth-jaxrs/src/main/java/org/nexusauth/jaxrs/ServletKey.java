package org.nexusauth.jaxrs;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.RequestDecision;

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
        ? RequestDecision.from(requests.get()::getAttribute).flatMap(RequestDecision::key)
        : Optional.empty();
  }
}
