package org.nexusauth.sample.caller;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CurrentApiKey;

/**
 * Who calls in this request. Whichever door let the key in, the servlet filter or the annotation,
 * {@link CurrentApiKey} has it.
 */
@RequestScoped
public class CurrentCaller {

  @Inject CurrentApiKey current;

  /**
   * The caller.
   *
   * @return what the signed claims say
   * @throws IllegalStateException if no door guards this request: an error of this application, and
   *     no reason to serve it
   */
  public CallerIds get() {
    return current
        .key()
        .map(CurrentCaller::caller)
        .orElseThrow(() -> new IllegalStateException("no door guards this request"));
  }

  private static CallerIds caller(VerifiedApiKey key) {
    return new CallerIds(
        key.integrationId(), key.organizationId(), key.agentId().orElse(null), key.permissions());
  }
}
