package org.nexusauth.web;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Vetoed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The key of one request: the one that was set, else that of the decision that a filter stored in
 * the servlet request. One instance a request, so without synchronization.
 */
@Vetoed // The extension adds it; a shaded archive must not add it again.
final class RequestApiKey implements CurrentApiKey, CallerSink {
  private final Instance<Object> beans;
  private @Nullable VerifiedApiKey caller;

  RequestApiKey(Instance<Object> beans) {
    this.beans = beans;
  }

  @Override
  public void setCaller(@Nullable VerifiedApiKey key) {
    caller = key;
  }

  @Override
  public Optional<VerifiedApiKey> key() {
    return caller == null ? findServletKey() : Optional.of(caller);
  }

  private Optional<VerifiedApiKey> findServletKey() {
    try {
      return ServletKey.findKey(beans);
    } catch (LinkageError e) {
      return Optional.empty(); // There is no Servlet API.
    } catch (IllegalStateException e) {
      return Optional.empty(); // The request scope of a task: there is no servlet request.
    }
  }

  /** Loading it fails without the Servlet API. */
  private static final class ServletKey {
    static Optional<VerifiedApiKey> findKey(Instance<Object> beans) {
      Instance<HttpServletRequest> requests = beans.select(HttpServletRequest.class);
      if (!requests.isResolvable()) {
        return Optional.empty();
      }
      return RequestDecision.keyFrom(requests.get()::getAttribute);
    }
  }
}
