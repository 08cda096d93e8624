package org.nexusauth.sample.caller;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CurrentApiKey;

/**
 * Who calls in this request. Whichever filter accepted the key, the servlet filter or the JAX-RS
 * filter, {@link CurrentApiKey} has it.
 */
@RequestScoped
public class CurrentCaller {

  @Inject CurrentApiKey current;

  /**
   * The caller.
   *
   * @return what the signed claims say
   * @throws IllegalStateException if no filter guards this request: an error of this application,
   *     and no reason to serve it
   */
  public CallerIds get() {
    return current
        .key()
        .map(CurrentCaller::fromKey)
        .orElseThrow(() -> new IllegalStateException("no filter guards this request"));
  }

  private static CallerIds fromKey(VerifiedApiKey key) {
    return new CallerIds(
        key.integrationId(), key.organizationId(), key.agentId().orElse(null), key.permissions());
  }
}
