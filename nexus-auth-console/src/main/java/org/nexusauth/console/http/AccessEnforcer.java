package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.nexusauth.console.access.AccessDecision;
import org.nexusauth.console.access.AccessDecision.Admitted;
import org.nexusauth.console.access.AccessDecision.Answered;
import org.nexusauth.console.access.AccessDecision.LoginMissing;
import org.nexusauth.console.access.AccessDecision.NotSignedIn;
import org.nexusauth.console.access.AccessDecision.WithoutRole;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.Operator;

/**
 * Lets operators through. It answers everyone else: programs by a problem document, people by the
 * login or a page that says what to do. Thread-safe.
 *
 * @param access says who calls
 * @param pages writes pages
 */
record AccessEnforcer(ConsoleAccess access, PageWriter pages) {
  private static final String FIRST_PAGE = "Open the console";

  /** Returns the operator of a request; empty when it has been answered. */
  Optional<Operator> admit(HttpExchange exchange, RequestOrganizations organizations)
      throws IOException {
    AccessDecision decision = findOperator(exchange, organizations);
    if (decision instanceof NotSignedIn && startsLogin(exchange)) {
      decision = access.startLogin(exchange.request(), exchange.response(), organizations);
    }
    if (decision instanceof Admitted admitted) {
      return Optional.of(admitted.operator());
    }
    if (!(decision instanceof Answered)) {
      answer(exchange, decision);
    }
    return Optional.empty();
  }

  private AccessDecision findOperator(HttpExchange exchange, RequestOrganizations organizations) {
    if (exchange.hasApiKey()) {
      return new NotSignedIn(
          "Console realm=\"nexus-console\"",
          "An API key does not open the console. Sign in as a person or a program that"
              + " manages keys, and send no API key.");
    }
    return access.findOperator(exchange.request(), exchange.response(), organizations);
  }

  /** Only what a browser shows as a page can show a login: no fragment, no image. */
  private static boolean startsLogin(HttpExchange exchange) {
    HttpServletRequest request = exchange.request();
    String destination = request.getHeader("Sec-Fetch-Dest");
    return request.getMethod().equals("GET")
        && !exchange.isForApi()
        && !exchange.hasApiKey()
        && request.getHeader("HX-Request") == null
        && (destination == null || destination.equals("document"));
  }

  private void answer(HttpExchange exchange, AccessDecision decision) throws IOException {
    if (exchange.isForApi()) {
      exchange.writer().write(problemOf(decision));
    } else {
      if (decision instanceof NotSignedIn denied) {
        exchange.response().setHeader("WWW-Authenticate", denied.challenge());
      }
      pages.writeAccessPage(exchange, pageOf(exchange.request(), decision));
    }
  }

  private static ProblemException problemOf(AccessDecision decision) {
    if (decision instanceof NotSignedIn denied) {
      return ProblemException.of(ProblemType.NOT_SIGNED_IN, denied.advice())
          .withHeader("WWW-Authenticate", denied.challenge());
    }
    if (decision instanceof WithoutRole denied) {
      return ProblemException.of(ProblemType.ROLE_MISSING, denied.advice());
    }
    return ProblemException.of(ProblemType.ROLE_MISSING, ((LoginMissing) decision).advice());
  }

  private static AccessPage pageOf(HttpServletRequest request, AccessDecision decision) {
    if (decision instanceof NotSignedIn denied) {
      if (request.getMethod().equals("POST")) {
        return AccessPage.of(
                401,
                "Not signed in",
                "Nothing was changed: your session has ended, or you have not signed in.",
                denied.advice(),
                "Then open the page again and repeat what you did.")
            .withLink(FIRST_PAGE);
      }
      return AccessPage.of(401, "Not signed in", denied.advice()).withLink(FIRST_PAGE);
    }
    if (decision instanceof WithoutRole denied) {
      return AccessPage.of(
              403,
              "Role missing",
              denied.advice(),
              "When it has one, open this page again. With another account, sign out first.")
          .forAccount(denied.account());
    }
    LoginMissing missing = (LoginMissing) decision;
    return AccessPage.of(403, "No login is set up", missing.advice())
        .withExample(missing.example());
  }
}
