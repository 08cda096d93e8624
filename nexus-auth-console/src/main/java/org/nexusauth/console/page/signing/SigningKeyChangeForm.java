package org.nexusauth.console.page.signing;

import java.util.List;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * The form of a change of a signing key, as it was sent. A field that the change does not have is
 * empty.
 *
 * @param version the version of the record that the page showed
 * @param force whether the key shall sign before all verifiers have read it
 * @param accepted how many unexpired keys may end, as it was written
 * @param reason why it is revoked
 */
public record SigningKeyChangeForm(long version, boolean force, String accepted, String reason) {

  static SigningKeyChangeForm empty(long version) {
    return new SigningKeyChangeForm(version, false, "", "");
  }

  static SigningKeyChangeForm read(SigningKeyChange change, FormReader form) {
    String version = form.readText("version");
    boolean force = change == SigningKeyChange.ACTIVATE && form.readFlag("force");
    String accepted = change == SigningKeyChange.RETIRE ? form.readText("acceptedKeys") : "";
    String reason = change == SigningKeyChange.REVOKE ? form.readText("reason") : "";
    form.finish();
    return new SigningKeyChangeForm(parseNumber("version", version), force, accepted, reason);
  }

  /**
   * Returns how many unexpired keys may end.
   *
   * @throws ManagementException if it is no number
   */
  long acceptedKeys() {
    if (accepted.isEmpty()) {
      return 0;
    }
    return parseNumber("acceptedKeys", accepted);
  }

  private static long parseNumber(String field, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw ManagementException.invalid(
          List.of(new FieldError(field, "This is not a whole number. Write digits alone.")));
    }
    return Long.parseLong(text);
  }
}
