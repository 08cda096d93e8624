package org.nexusauth.management.signing;

import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** What can be done to a signing key, and in which states. */
enum SigningKeyAction {
  /** The next key signs. */
  ACTIVATE("signing-key.activate", SigningKeyState.SIGNING),
  /** A key that has signed before signs again. */
  ROLL_BACK("signing-key.rollback", SigningKeyState.SIGNING),
  /** Another key has taken its place. */
  REPLACE("signing-key.replace", SigningKeyState.VERIFY_ONLY),
  /** It is published no more. */
  RETIRE("signing-key.retire", SigningKeyState.RETIRED),
  /** It was stolen. */
  REVOKE("signing-key.revoke", SigningKeyState.REVOKED);

  private final String auditName;
  private final SigningKeyState result;

  SigningKeyAction(String auditName, SigningKeyState result) {
    this.auditName = auditName;
    this.result = result;
  }

  private boolean isAllowedIn(SigningKeyState state) {
    return switch (this) {
      case ACTIVATE -> state == SigningKeyState.NEXT;
      case ROLL_BACK -> state == SigningKeyState.VERIFY_ONLY;
      case REPLACE -> state == SigningKeyState.SIGNING;
      case RETIRE -> state == SigningKeyState.NEXT || state == SigningKeyState.VERIFY_ONLY;
      case REVOKE -> state != SigningKeyState.REVOKED;
    };
  }

  String auditName() {
    return auditName;
  }

  SigningKeyState result() {
    return result;
  }

  /**
   * Returns whether nothing is signed with the key after this, so that its private part is dropped.
   */
  boolean dropsPrivatePart() {
    return this == RETIRE || this == REVOKE;
  }

  void requireAllowed(SigningKeyRecord key) {
    if (!isAllowedIn(key.state())) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "The signing key %s %s %s"
              .formatted(key.keyId(), describeState(key.state()), adviseFor(key)));
    }
  }

  private static String describeState(SigningKeyState state) {
    return switch (state) {
      case NEXT -> "is next and has not signed yet.";
      case SIGNING -> "signs at present.";
      case VERIFY_ONLY -> "has signed before and only verifies now.";
      case RETIRED -> "is retired, which is permanent.";
      case REVOKED -> "is revoked, which is permanent.";
    };
  }

  private String adviseFor(SigningKeyRecord key) {
    if (key.state() == SigningKeyState.RETIRED || key.state() == SigningKeyState.REVOKED) {
      return "Prepare another key.";
    }
    boolean signs = key.state() == SigningKeyState.SIGNING;
    if (signs && result == SigningKeyState.SIGNING) {
      return "There is nothing to do.";
    }
    return switch (this) {
      case ACTIVATE -> "To sign with it again, roll back to it.";
      case ROLL_BACK -> "To sign with it, activate it.";
      default -> "Activate another key first, or revoke this one if it was stolen.";
    };
  }
}
