package org.nexusauth.console.page.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.console.access.AccessDecision;
import org.nexusauth.console.access.AccessDecision.Admitted;
import org.nexusauth.console.access.AccessDecision.WithoutRole;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.console.access.SignOutResult;
import org.nexusauth.console.access.SiteCheck;
import org.nexusauth.console.http.AccessPage;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.http.PageWriter;
import org.nexusauth.console.page.RememberedOrganization;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;

/**
 * Ends the session of a request, and says what has become of it. Thread-safe.
 *
 * @param access the login
 * @param pages writes pages
 */
record SignOutPage(ConsoleAccess access, PageWriter pages) {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String LOGIN = "login=";

  /** Ends the session: of the form of a page, or of a program, which sends no body. */
  void endSession(HttpExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    requireMethod(request, "POST", "POST");
    SiteCheck.findProblem(request)
        .ifPresent(
            problem -> {
              throw ProblemException.of(ProblemType.CROSS_SITE, problem);
            });
    boolean form = isForm(request);
    if (form) {
      requireFormToken(exchange);
    }
    exchange.removeFormSecret();
    RememberedOrganization.forget(exchange);
    SignOutResult result = access.signOut(request, exchange.response());
    HttpServletResponse response = exchange.response();
    if (response.isCommitted()) {
      return; // The login leads to where the rest of its session ends.
    }
    if (form) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "signed-out" + queryOf(result));
      response.setContentLength(0);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  /** Says that the session has ended. */
  void showSignedOut(HttpExchange exchange) throws IOException {
    requireMethod(exchange.request(), "GET", "GET, HEAD");
    String query = exchange.request().getQueryString();
    String remark = "Your session has ended in this browser.";
    if (queryOf(SignOutResult.KEPT_BY_BROWSER).equals('?' + String.valueOf(query))) {
      remark =
          "Your browser keeps your name and password, or your certificate, and signs you in again"
              + " by itself. To sign out, close all of its windows.";
    } else if (queryOf(SignOutResult.LEFT_TO_APPLICATION).equals('?' + String.valueOf(query))) {
      remark = "This application has a login of its own: sign out there as well.";
    }
    if (access instanceof LinkAccess) {
      String advice = "To sign in again, restart the application: it prints a new link.";
      pages.writeAccessPage(exchange, AccessPage.of(200, "Signed out", remark, advice));
    } else {
      pages.writeAccessPage(
          exchange, AccessPage.of(200, "Signed out", remark).withLink("Sign in again"));
    }
  }

  private static String queryOf(SignOutResult result) {
    return switch (result) {
      case ENDED -> "";
      case KEPT_BY_BROWSER -> '?' + LOGIN + "browser";
      case LEFT_TO_APPLICATION -> '?' + LOGIN + "application";
    };
  }

  private void requireFormToken(HttpExchange exchange) throws IOException {
    Optional<String> account = findAccount(exchange);
    if (account.isPresent() && !exchange.readsValidForm(account.get())) {
      throw ProblemException.of(
          ProblemType.CROSS_SITE,
          "This form is not one of your present session, so you are still signed in. Open the"
              + " console again and sign out there.");
    }
  }

  private Optional<String> findAccount(HttpExchange exchange) {
    AccessDecision decision = access.findOperator(exchange.request(), exchange.response(), Set::of);
    if (decision instanceof Admitted admitted) {
      return Optional.of(admitted.operator().name());
    }
    return decision instanceof WithoutRole denied
        ? Optional.of(denied.account())
        : Optional.empty();
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  private static void requireMethod(HttpServletRequest request, String method, String allowed) {
    boolean reads = method.equals("GET") && request.getMethod().equals("HEAD");
    if (!reads && !request.getMethod().equals(method)) {
      throw ProblemException.of(
              ProblemType.METHOD_NOT_ALLOWED, "This path has the method " + method + ".")
          .withHeader("Allow", allowed);
    }
  }
}
