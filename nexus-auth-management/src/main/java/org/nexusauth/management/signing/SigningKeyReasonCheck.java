package org.nexusauth.management.signing;

import java.util.List;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/** Checks the reason of a revocation, which stores and logs show. */
final class SigningKeyReasonCheck {
  private static final int MAX_LENGTH = 200;

  private SigningKeyReasonCheck() {}

  static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw invalid("The reason is empty. Say why the signing key is revoked.");
    }
    if (reason.length() > MAX_LENGTH) {
      throw invalid("The reason has more than 200 characters. Shorten it.");
    }
    if (reason.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("The reason has a control character or a line end. Write one line.");
    }
    if (KeyTextDetector.containsKey(reason)) {
      throw invalid("The reason holds a key. Leave the key out: reasons are shown and logged.");
    }
  }

  private static ManagementException invalid(String message) {
    return ManagementException.invalid(List.of(new FieldError("reason", message)));
  }
}
