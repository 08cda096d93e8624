package org.nexusauth.console.page.login;

import java.io.IOException;
import java.util.List;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.http.PageWriter;
import org.nexusauth.console.problem.ProblemException;

/**
 * The pages that need no operator: to sign in and out. Thread-safe.
 *
 * @param access the login
 * @param pages writes pages
 */
public record LoginPages(ConsoleAccess access, PageWriter pages) {
  /** The path of the page that signs in, below the console's. */
  public static final String SIGN_IN = "sign-in";

  private static final String SIGN_OUT = "sign-out";
  private static final String SIGNED_OUT = "signed-out";

  /**
   * Answers a request for one of them.
   *
   * @param path the decoded segments below the console's path
   * @return false when it is none
   */
  public boolean answer(HttpExchange exchange, List<String> path) throws IOException {
    if (path.size() != 1) {
      return false;
    }
    try {
      return answerPath(exchange, path.get(0));
    } catch (ProblemException e) {
      pages.writeProblem(exchange, null, e);
      return true;
    }
  }

  private boolean answerPath(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case SIGN_IN -> new SignInPage(access, pages).answerRequest(exchange);
      case SIGN_OUT -> new SignOutPage(access, pages).endSession(exchange);
      case SIGNED_OUT -> new SignOutPage(access, pages).showSignedOut(exchange);
      default -> {
        return false;
      }
    }
    return true;
  }
}
