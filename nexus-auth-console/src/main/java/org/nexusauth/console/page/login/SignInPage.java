package org.nexusauth.console.page.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.console.http.AccessPage;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.http.PageWriter;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;

/**
 * Signs in who opens the link that was printed at start. With another login it leads to the first
 * page, which starts that. Thread-safe.
 *
 * @param access the login
 * @param pages writes pages
 */
record SignInPage(ConsoleAccess access, PageWriter pages) {
  private static final String TOKEN = "token=";
  private static final String OPEN = "Open the console";

  void answerRequest(HttpExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw ProblemException.of(ProblemType.METHOD_NOT_ALLOWED, "This path has the method GET.")
          .withHeader("Allow", "GET, HEAD");
    }
    if (!(access instanceof LinkAccess links)) {
      redirectToStart(exchange);
    } else if (method.equals("HEAD")) {
      exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT); // The link stays unused.
    } else if (isPrefetch(request)) {
      throw ProblemException.unavailable("This link works once, so it is not loaded in advance.");
    } else {
      openSession(exchange, links);
    }
  }

  private void openSession(HttpExchange exchange, LinkAccess links) throws IOException {
    HttpServletRequest request = exchange.request();
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    String token = query.startsWith(TOKEN) ? query.substring(TOKEN.length()) : "";
    if (!links.open(token, request, exchange.response())) {
      exchange.response().setHeader("WWW-Authenticate", LinkAccess.CHALLENGE);
      pages.writeAccessPage(
          exchange,
          AccessPage.of(
                  401,
                  "This link is not valid",
                  "A link works once, and within 12 hours of the start that printed it. If you have"
                      + " signed in with it in this browser, the console is open.",
                  "Otherwise restart the application: it prints a new link.")
              .withLink(OPEN));
      return;
    }
    exchange.renewFormSecret();
    if (isFromElsewhere(request)) {
      // Browsers do not send the cookie after a redirect that began at another site.
      pages.writeAccessPage(
          exchange,
          AccessPage.of(200, "You have signed in", "The session ends after 12 hours.")
              .withLink(OPEN));
    } else {
      redirectToStart(exchange);
    }
  }

  private static void redirectToStart(HttpExchange exchange) {
    HttpServletResponse response = exchange.response();
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", exchange.pathToRoot());
    response.setContentLength(0);
  }

  private static boolean isPrefetch(HttpServletRequest request) {
    return Stream.of("Sec-Purpose", "Purpose", "X-Moz")
        .map(request::getHeader)
        .filter(Objects::nonNull)
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("prefetch"));
  }

  /** Over HTTP browsers send no {@code Sec-Fetch-Site}, but most links name where they are. */
  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site == null) {
      return request.getHeader("Referer") != null;
    }
    return site.equals("cross-site") || site.equals("same-site");
  }
}
