package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.RequestIdHeaders;
import org.nexusauth.web.ServletRequestAttributes;

/**
 * A request to the console and its answer. Used by one thread.
 *
 * @param request the request
 * @param response the answer
 * @param requestId the id of the request
 */
public record HttpExchange(
    HttpServletRequest request, HttpServletResponse response, String requestId) {
  private static final String API_KEY_AUTH = "API_KEY";

  /** Returns an exchange, with the headers that every answer has. */
  public static HttpExchange begin(HttpServletRequest request, HttpServletResponse response) {
    String id =
        RequestIdHeaders.requestId(
            new ServletRequestAttributes(request), request.getHeader(RequestIdHeaders.REQUEST_ID));
    HttpExchange exchange = new HttpExchange(request, response, id);
    exchange.writer().setSecurityHeaders(id);
    return exchange;
  }

  /** Returns what writes the answer. */
  public ResponseWriter writer() {
    return new ResponseWriter(request, response);
  }

  /** Returns the decoded segments below the console's path; empty when they cannot be decoded. */
  public Optional<List<String>> readPath() {
    return RequestUri.readSegments(request);
  }

  /** Returns the path of the console, as browsers see it. */
  public String consolePath() {
    return request.getContextPath() + request.getServletPath();
  }

  String apiPath() {
    return consolePath() + '/' + String.join("/", RouteDispatcher.BASE);
  }

  /** Returns whether the request was signed in by an API key, by a filter in front. */
  boolean hasApiKey() {
    return API_KEY_AUTH.equals(request.getAuthType())
        || RequestDecision.from(request::getAttribute).isPresent();
  }
}
