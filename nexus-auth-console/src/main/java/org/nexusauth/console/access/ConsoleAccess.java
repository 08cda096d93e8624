package org.nexusauth.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The port that says who calls the console. An application brings its own login by registering an
 * implementation for {@link java.util.ServiceLoader}; without one the setting {@code
 * nexus.auth.console.login} decides. Thread-safe.
 *
 * <p>The console has rejected requests that carry an API key as their identity before.
 */
public interface ConsoleAccess {

  /**
   * Finds the operator of a request. When it has called {@code organizations}, it is called a
   * second time, with the organizations: the first time there are none, until the console knows
   * that the request is in order.
   *
   * @param request the request; its body must not be read
   * @param response for headers of a login; must not be committed
   * @param organizations returns the ids of the organizations that the request may concern: the one
   *     in its path, else all. For implementations that can only check whether an operator sees a
   *     certain organization; others need not call it
   */
  AccessDecision findOperator(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Set<String>> organizations);

  /**
   * Starts the login: called when a browser opens a page and {@link #findOperator} has found that
   * no one has signed in. A login that answers itself, by its form or a redirect to it, writes the
   * response and returns {@link AccessDecision.Answered}.
   *
   * @param request the request for a page
   * @param response the answer; must not be written unless it is returned as answered
   * @param organizations as for {@link #findOperator}
   */
  default AccessDecision startLogin(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Set<String>> organizations) {
    return findOperator(request, response, organizations);
  }

  /**
   * Ends the session of a request. Everything that protects against requests of other sites has
   * been checked. May commit the response, for example to sign out at an identity provider too.
   */
  default SignOutResult signOut(HttpServletRequest request, HttpServletResponse response) {
    return SignOutResult.LEFT_TO_APPLICATION;
  }
}
