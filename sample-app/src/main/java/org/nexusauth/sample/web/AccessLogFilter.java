package org.nexusauth.sample.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.door.Tracing;
import org.nexusauth.jaxrs.CurrentApiKey;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Logs one line a request: what was asked, what came of it, and the two headers by which a client's
 * own log can be matched with this one. Never a key, a query or a body. Thread-safe.
 */
public final class AccessLogFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject transient CurrentApiKey caller;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long start = System.nanoTime();
    boolean answered = false;
    try {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      // A failed request has no status yet: the container sets it after this filter.
      int status = answered ? response.getStatus() : 500;
      Log.access(line(request, response, status, Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  private String line(
      HttpServletRequest request, HttpServletResponse response, int status, Duration took) {
    return "%s %s %s %s ms integration=%s request=%s client=%s"
        .formatted(
            Printable.method(request.getMethod()),
            Printable.path(request.getRequestURI()),
            status,
            took.toMillis(),
            Printable.segment(caller.key().map(VerifiedApiKey::integrationId).orElse("-")),
            requestId(request, response),
            orNone(Tracing.clientVersion(request.getHeader(Tracing.CLIENT_VERSION))));
  }

  /** The id that a door echoed, else the client's own: where no door stands, nobody makes one. */
  private static String requestId(HttpServletRequest request, HttpServletResponse response) {
    String echoed = response.getHeader(Tracing.REQUEST_ID);
    String sent = request.getHeader(Tracing.REQUEST_ID);
    return orNone(echoed == null ? Tracing.clientVersion(sent) : echoed);
  }

  private static String orNone(@Nullable String value) {
    return Objects.requireNonNullElse(value, "-");
  }
}
