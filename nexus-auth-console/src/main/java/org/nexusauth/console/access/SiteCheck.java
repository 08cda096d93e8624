package org.nexusauth.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Denies changes that the page of another site may have made a browser send. Browsers say where a
 * request comes from: by {@code Sec-Fetch-Site}, and the few that do not know it by {@code Origin}.
 * A request with neither is a program's; it must not have cookies, so that it can only be signed in
 * by what it sends itself.
 */
public final class SiteCheck {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private static final String FETCH_SITE = "Sec-Fetch-Site";

  private SiteCheck() {}

  /** Returns what is wrong with where a request comes from, sentences; empty if nothing is. */
  public static Optional<String> findProblem(HttpServletRequest request) {
    if (SAFE_METHODS.contains(request.getMethod())) {
      return Optional.empty();
    }
    List<String> fetchSite = Collections.list(request.getHeaders(FETCH_SITE));
    if (!fetchSite.isEmpty()) {
      return isSameOrigin(fetchSite)
          ? Optional.empty()
          : Optional.of(
              "A change must come from a page of this address: Sec-Fetch-Site is not same-origin.");
    }
    List<String> origins = Collections.list(request.getHeaders("Origin"));
    if (!origins.isEmpty()) {
      return origins.size() == 1 && isOwn(origins.get(0), request)
          ? Optional.empty()
          : Optional.of(
              "A change must come from a page of this address: Origin is another one. Behind a"
                  + " proxy, configure the server so that it knows its public scheme and host.");
    }
    if (request.getHeader("Cookie") != null) {
      return Optional.of(
          "A change with a cookie needs the header Origin with the address of this server. A"
              + " program that sends its credentials with each request must not send a cookie.");
    }
    return Optional.empty();
  }

  /**
   * Returns whether a page of this address can have led to a request: the browser says so, or says
   * nothing, as over HTTP.
   */
  public static boolean canBeFromHere(HttpServletRequest request) {
    List<String> fetchSite = Collections.list(request.getHeaders(FETCH_SITE));
    return fetchSite.isEmpty() || isSameOrigin(fetchSite);
  }

  private static boolean isSameOrigin(List<String> fetchSite) {
    return fetchSite.equals(List.of("same-origin"));
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    try {
      URI given = new URI(origin);
      return given.getHost() != null
          && given.getRawUserInfo() == null
          && given.getRawPath().isEmpty()
          && request.getScheme().equals(given.getScheme())
          && normalizeHost(given.getHost()).equals(normalizeHost(request.getServerName()))
          && portOf(given) == request.getServerPort();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String normalizeHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
  }

  private static int portOf(URI origin) {
    if (origin.getPort() >= 0) {
      return origin.getPort();
    }
    return "https".equals(origin.getScheme()) ? 443 : 80;
  }
}
