package org.nexusauth.jaxrs.request;

import java.util.function.Predicate;
import org.nexusauth.jaxrs.rules.AccessRule;

/**
 * What happens to a request for a resource: a row for each kind of rule, a column for what is known
 * of the caller. The first column that applies to the request decides. Immutable.
 *
 * <p>A decision that a filter in front left counts only when it granted a key by a gate of this
 * application; requests with any other decision, or none, are {@linkplain Caller#KEY_DEMANDED the
 * later columns'}.
 */
final class AccessDecisionRow {

  /** What is known of the caller. */
  enum Caller {
    /** A servlet filter granted the key, by the gate that JAX-RS has. */
    GRANTED_BY_SAME_GATE,
    /** A servlet filter granted the key, by another gate of the same application. */
    GRANTED_BY_OTHER_GATE,
    /** The settings demand a key for this request, annotated or not. */
    KEY_DEMANDED,
    /** The key's header was sent. */
    KEY_SENT,
    /** The container authenticated a user. */
    CONTAINER_USER,
    /** None of these. */
    UNKNOWN
  }

  /** What is done. */
  enum Action {
    /** The request passes. */
    PASS,
    /** The granted key must meet the rule, by the gate that granted it. */
    CHECK_KEY,
    /** A valid key must meet the rule. */
    DECIDE,
    /** A valid key must meet what the settings require. */
    APPLY_SETTINGS,
    /** The user of the container, if there is one, must meet the rule. */
    CHECK_USER
  }

  private static final Caller[] CALLERS = Caller.values();

  private final Action[] cells;

  /** The first column from which on all cells are the same, so that no request needs to be read. */
  private final int last;

  private AccessDecisionRow(Action... cells) {
    this.cells = cells;
    int column = CALLERS.length - 1;
    while (column > 0 && cells[column - 1] == cells[column]) {
      column--;
    }
    this.last = column;
  }

  /** Returns the row of a kind of rule. */
  static AccessDecisionRow rowOf(AccessRule.Kind kind) {
    Action pass = Action.PASS;
    Action check = Action.CHECK_KEY;
    Action decide = Action.DECIDE;
    Action user = Action.CHECK_USER;
    return switch (kind) {
      // GRANTED_BY_SAME_GATE, GRANTED_BY_OTHER_GATE, KEY_DEMANDED, KEY_SENT, CONTAINER_USER,
      // UNKNOWN
      case UNANNOTATED ->
          new AccessDecisionRow(check, check, Action.APPLY_SETTINGS, pass, pass, pass);
      case PERMIT_ALL -> new AccessDecisionRow(check, check, decide, decide, pass, pass);
      case ROLES -> new AccessDecisionRow(check, check, decide, decide, user, decide);
      case KEY -> new AccessDecisionRow(check, check, decide, decide, decide, decide);
      case DENY_ALL -> new AccessDecisionRow(check, check, user, user, user, user);
    };
  }

  /**
   * Returns what is done with a request.
   *
   * @param request whether a column applies; called from the first column on, and only for those
   *     that make a difference
   */
  Action findAction(Predicate<Caller> request) {
    for (int column = 0; column < last; column++) {
      if (request.test(CALLERS[column])) {
        return cells[column];
      }
    }
    return cells[last];
  }
}
