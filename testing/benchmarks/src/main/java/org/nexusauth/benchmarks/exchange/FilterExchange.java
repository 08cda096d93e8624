package org.nexusauth.benchmarks.exchange;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Sends requests through a filter to a resource that reads who calls it. Not thread-safe. */
public final class FilterExchange {
  private final Filter filter;
  private final FilterChain resource =
      (request, response) -> caller = ((HttpServletRequest) request).getUserPrincipal();

  private @Nullable Principal caller;

  /** Creates the way through a filter that was initialized. */
  public FilterExchange(Filter filter) {
    this.filter = filter;
  }

  /**
   * Sends one request.
   *
   * @param key the value of its {@code api-key} header
   * @return the caller that the resource saw
   * @throws IllegalArgumentException when the filter did not pass the request on
   */
  public Principal send(String key) throws ServletException, IOException {
    caller = null;
    filter.doFilter(new HeaderRequest(key), new HeaderResponse(), resource);
    if (caller == null) {
      throw new IllegalArgumentException("denied");
    }
    return caller;
  }
}
