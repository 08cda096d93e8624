package org.nexusauth.sample.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.event.LogValue;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CurrentApiKey;
import org.nexusauth.web.RequestIdHeaders;

/**
 * Logs one line a request: method and path, what came of it, and the two headers by which a
 * client's own log can be matched with this one. Never a key, a query or a body. Thread-safe.
 */
public final class AccessLogFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final List<String> KEY_HEADERS = List.of("api-key", "Authorization");

  @Inject transient CurrentApiKey caller;
  @Inject transient DenialOfRequest denial;

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
      int status = 500;
      if (answered) {
        status = response.getStatus();
      }
      Log.access(
          formatLine(request, response, status, Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  private String formatLine(
      HttpServletRequest request, HttpServletResponse response, int status, Duration took) {
    return "%s %s %s %s ms integration=%s request=%s client=%s code=%s"
        .formatted(
            LogText.shortenMethod(request.getMethod()),
            LogText.shortenPath(request.getRequestURI()),
            status,
            took.toMillis(),
            LogValue.escape(caller.key().map(VerifiedApiKey::integrationId).orElse(null)),
            LogValue.escape(requestId(request, response)),
            LogValue.escape(
                RequestIdHeaders.clientVersion(
                    request.getHeader(RequestIdHeaders.CLIENT_VERSION), () -> readKeys(request))),
            denial.code().orElse("-"));
  }

  /** The id that a filter echoed, else the client's own: on open paths no filter makes one. */
  private static @Nullable String requestId(
      HttpServletRequest request, HttpServletResponse response) {
    String echoed = response.getHeader(RequestIdHeaders.REQUEST_ID);
    String sent = request.getHeader(RequestIdHeaders.REQUEST_ID);
    if (echoed != null) {
      return echoed;
    }
    return RequestIdHeaders.clientVersion(sent, () -> readKeys(request));
  }

  /** No part of a key gets into the log, whichever header it was sent in. */
  private static List<String> readKeys(HttpServletRequest request) {
    List<String> keys = new ArrayList<>();
    for (String header : KEY_HEADERS) {
      keys.addAll(Collections.list(request.getHeaders(header)));
    }
    return keys;
  }
}
