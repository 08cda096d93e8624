package org.nexusauth.console.page.directory;

import java.util.UUID;
import java.util.regex.Pattern;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * The id of what a form makes: typed, or else drawn with the form, so that a form that is sent
 * twice makes one record.
 *
 * @param typed the id that was typed; empty for none
 * @param drawn the id that was drawn with the form
 */
public record NewRecordId(String typed, String drawn) {
  private static final Pattern DRAWN = Pattern.compile("[a-z]{3}_[0-9a-f-]{36}");

  /** Draws an id for a new form. */
  static NewRecordId draw(String prefix) {
    return new NewRecordId("", prefix + UUID.randomUUID());
  }

  /** Reads the fields {@code id} and {@code drawnId}. */
  static NewRecordId read(FormReader form) {
    NewRecordId read = new NewRecordId(form.readText("id"), form.readText("drawnId"));
    if (!DRAWN.matcher(read.drawn()).matches()) {
      throw ProblemException.invalid("drawnId", "This form is not complete. Open its page again.");
    }
    return read;
  }

  /** Returns the id of the record. */
  String id() {
    if (typed.isEmpty()) {
      return drawn;
    }
    return typed;
  }

  /** Returns whether a problem says that the form has made its record before. */
  boolean isMadeAlready(ManagementException problem) {
    return typed.isEmpty()
        && problem.kind() == Kind.CONFLICT
        && problem.fieldErrors().stream().anyMatch(error -> error.field().equals("id"));
  }
}
