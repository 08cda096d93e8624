package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.console.access.SiteCheck;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;

/** Signs people in by a link, and out. Thread-safe. */
final class LinkLogin {
  private static final String SIGN_IN = "sign-in";
  private static final String SIGN_OUT = "sign-out";
  private static final String TOKEN = "token=";
  private static final int STATUS_NO_CONTENT = 204;

  private final LinkAccess access;

  LinkLogin(LinkAccess access) {
    this.access = access;
  }

  /** Makes the link, which the application may take before this servlet starts. */
  void offer(ServletContext context) {
    context.setAttribute(ConsoleLoginLink.LINK, SIGN_IN + '?' + TOKEN + access.createToken());
  }

  /**
   * Prints the link, unless the application has taken it. It goes to standard output and not to the
   * log: it is good once, and logs are kept.
   */
  @SuppressWarnings("SystemOut")
  void printUnlessTaken(ServletContext context) {
    ConsoleLoginLink.takeLink(context)
        .ifPresent(
            path ->
                System.out.println(
                    "Console: to sign in once, open this path of this server: " + path));
  }

  /** Answers a request to sign in or out; returns false for any other. */
  boolean answer(HttpExchange exchange, List<String> path) throws IOException {
    if (path.equals(List.of(SIGN_IN))) {
      answerProblems(exchange, () -> signIn(exchange));
      return true;
    }
    if (path.equals(List.of(SIGN_OUT))) {
      answerProblems(exchange, () -> signOut(exchange));
      return true;
    }
    return false;
  }

  private static void answerProblems(HttpExchange exchange, Runnable action) throws IOException {
    try {
      action.run();
    } catch (ProblemException e) {
      exchange.writer().write(e);
    }
  }

  private void signIn(HttpExchange exchange) {
    HttpServletRequest request = exchange.request();
    requireMethod(request, "GET");
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    String token = query.startsWith(TOKEN) ? query.substring(TOKEN.length()) : "";
    Optional<Cookie> session = access.open(token, request, exchange.consolePath());
    if (session.isEmpty()) {
      throw ProblemException.of(
              ProblemType.NOT_SIGNED_IN,
              "This link does not open a session: it works once. Restart the application for a new"
                  + " one.")
          .withHeader("WWW-Authenticate", LinkAccess.CHALLENGE);
    }
    exchange.response().addCookie(session.get());
    exchange.response().setStatus(STATUS_NO_CONTENT);
  }

  private void signOut(HttpExchange exchange) {
    HttpServletRequest request = exchange.request();
    requireMethod(request, "POST");
    SiteCheck.findProblem(request)
        .ifPresent(
            problem -> {
              throw ProblemException.of(ProblemType.CROSS_SITE, problem);
            });
    access
        .close(request, exchange.consolePath())
        .ifPresent(cookie -> exchange.response().addCookie(cookie));
    exchange.response().setStatus(STATUS_NO_CONTENT);
  }

  private static void requireMethod(HttpServletRequest request, String method) {
    if (!request.getMethod().equals(method)) {
      throw ProblemException.of(
              ProblemType.METHOD_NOT_ALLOWED, "This path has the method " + method + ".")
          .withHeader("Allow", method);
    }
  }
}
