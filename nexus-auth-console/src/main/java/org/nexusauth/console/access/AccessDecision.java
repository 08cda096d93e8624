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
   * @param advice which roles there are and who can give them, sentences
   */
  record WithoutRole(String advice) implements AccessDecision {}
}
