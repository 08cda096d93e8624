package org.nexusauth.management.access;

import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** Checks what an operator may see and do. */
public final class AccessCheck {
  private AccessCheck() {}

  /**
   * Checks that an operator sees an organization.
   *
   * @param what what is looked for in it, for example {@code key}
   * @throws ManagementException of kind {@code NOT_FOUND}, as for something that is not there
   */
  public static void requireOrganization(Operator operator, String organizationId, String what) {
    if (!operator.sees(organizationId)) {
      throw notFound(what);
    }
  }

  /**
   * Checks that an operator's role includes another one.
   *
   * @throws ManagementException of kind {@code FORBIDDEN}
   */
  public static void requireRole(Operator operator, Role role) {
    if (!operator.role().includes(role)) {
      throw ManagementException.of(
          Kind.FORBIDDEN,
          "This needs the role %s, and yours is %s. Turn to an administrator of this application."
              .formatted(role, operator.role()));
    }
  }

  /** Returns the exception for something that is not there, or that the operator does not see. */
  public static ManagementException notFound(String what) {
    return ManagementException.of(
        Kind.NOT_FOUND,
        "There is no such %s in the organizations that you see. Check its id.".formatted(what));
  }
}
