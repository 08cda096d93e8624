package org.nexusauth.console.access;

import org.nexusauth.management.access.Operator;

/** Whether a request has an operator. */
public sealed interface AccessDecision {

  /**
   * It has one.
   *
   * @param operator the operator
   */
  record Admitted(Operator operator) implements AccessDecision {}

  /**
   * The caller has not signed in: 401.
   *
   * @param challenge the value of {@code WWW-Authenticate}
   * @param advice how to sign in, sentences
   */
  record NotSignedIn(String challenge, String advice) implements AccessDecision {}

  /**
   * The caller has signed in and has no role here: 403.
   *
   * @param account the name of the account
   * @param advice which roles there are and who can give them, sentences
   */
  record WithoutRole(String account, String advice) implements AccessDecision {}

  /**
   * No one can sign in, because the application has no login: 403 for people, 401 for programs.
   *
   * @param advice what is missing and where to add it, sentences
   * @param example the lines to add to a configuration file
   */
  record LoginMissing(String advice, String example) implements AccessDecision {}

  /** The login has answered the request itself, with its form or a redirect to it. */
  record Answered() implements AccessDecision {}
}
