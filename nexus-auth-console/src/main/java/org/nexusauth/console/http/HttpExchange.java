package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.console.access.ConsoleCookies;
import org.nexusauth.management.access.Operator;
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
  private static final String OPERATOR = "org.nexusauth.console.operator";
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");
  private static final Pattern SESSION_ID = Pattern.compile(";jsessionid=[^/;%]{0,200}$");
  private static final List<String> API_SEGMENTS = List.of("api", "v1");

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

  /**
   * Returns whether the path is that of the console without the slash at its end; or either with
   * the session id that a container's login adds for browsers whose cookies it has not seen yet.
   */
  public boolean isMappingItself() {
    String uri = request.getRequestURI();
    String path = SESSION_ID.matcher(uri).replaceFirst("");
    return path.equals(consolePath()) || (path.equals(consolePath() + "/") && !path.equals(uri));
  }

  /** Sends the browser to the path with the slash, from which all addresses are relative. */
  public void redirectToRoot() {
    String path = SESSION_ID.matcher(request.getRequestURI()).replaceFirst("");
    String mapping = request.getServletPath();
    String root = mapping.substring(mapping.lastIndexOf('/') + 1) + '/';
    response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
    response.setHeader("Location", path.endsWith("/") ? "./" : root);
    response.setContentLength(0);
  }

  /** Sends the browser to the same path with another query string; empty for none. */
  void redirectToQuery(String query) {
    String path = request.getRequestURI();
    String segment = "./" + path.substring(path.lastIndexOf('/') + 1);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", query.isEmpty() ? segment : segment + '?' + query);
    response.setContentLength(0);
  }

  /** Returns the path of the console, as the server sees it. */
  public String consolePath() {
    return request.getContextPath() + request.getServletPath();
  }

  /**
   * Returns the address of the application: scheme, host and context path, without a slash at its
   * end. Scheme and host are the browser's where it names them with a form of these pages; else the
   * server's, which are others behind a proxy that the server does not know of.
   */
  public String applicationAddress() {
    String origin = request.getHeader("Origin");
    if (origin != null
        && ORIGIN.matcher(origin).matches()
        && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
      return origin + request.getContextPath();
    }
    String url = request.getRequestURL().toString();
    int path = url.indexOf('/', url.indexOf("//") + 2);
    return url.substring(0, path) + request.getContextPath();
  }

  /** Returns whether the path is one of the API, or below its path. */
  public boolean isForApi() {
    List<String> path = readPath().orElse(List.of());
    int length = API_SEGMENTS.size();
    return path.size() >= length && path.subList(0, length).equals(API_SEGMENTS);
  }

  /** Keeps who is signed in, for the page of a failure. */
  void setOperator(Operator operator) {
    request.setAttribute(OPERATOR, operator);
  }

  /** Returns who is signed in, once that is known. */
  public Optional<Operator> findOperator() {
    if (request.getAttribute(OPERATOR) instanceof Operator operator) {
      return Optional.of(operator);
    }
    return Optional.empty();
  }

  /** Returns the token of an operator's forms. */
  public FormToken issueFormToken(String operator) {
    return FormToken.issue(this, operator);
  }

  /** Gives the browser another secret of forms: those of another session are no longer valid. */
  public void renewFormSecret() {
    FormToken.renew(this);
  }

  /** Removes the secret of forms from the browser: no form of its pages is valid. */
  public void removeFormSecret() {
    ConsoleCookies.remove(request, response, FormToken.COOKIE);
  }

  /**
   * Reads the request's form and returns whether it has the token of an operator.
   *
   * @throws org.nexusauth.console.problem.ProblemException when the form cannot be read
   */
  public boolean readsValidForm(String operator) throws IOException {
    FormReader form = RequestInput.readForm(request);
    return FormToken.isValid(request, operator, form.readRaw(FormToken.FIELD));
  }

  /**
   * Returns what stands before a path below the console's in an address that is relative to this
   * request: {@code ./} or {@code ../} as often as needed.
   */
  public String pathToRoot() {
    int depth = readPath().map(List::size).orElse(1) - 1;
    if (depth == 0) {
      return "./";
    }
    return "../".repeat(depth);
  }

  String apiPath() {
    return consolePath() + RouteDispatcher.API;
  }

  /** Returns whether the request was signed in by an API key, by a filter in front. */
  boolean hasApiKey() {
    return API_KEY_AUTH.equals(request.getAuthType())
        || RequestDecision.from(request::getAttribute).isPresent();
  }
}
