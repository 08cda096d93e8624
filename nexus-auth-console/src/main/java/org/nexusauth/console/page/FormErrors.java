package org.nexusauth.console.page;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * What is wrong with a form that was sent. The page shows the form again with its values, a list of
 * the errors that leads to the fields, and at each field its error. Immutable.
 *
 * @param status the status of the answer: 400, 409, 412 or 503; 200 for none
 * @param general what is wrong with no certain field; empty for nothing
 * @param fields what is wrong with which field
 */
public record FormErrors(int status, Optional<String> general, List<FieldError> fields) {
  /** Nothing is wrong. */
  public static final FormErrors NONE = new FormErrors(200, Optional.empty(), List.of());

  /** Copies the list. */
  public FormErrors {
    fields = List.copyOf(fields);
  }

  /** Returns what keeps a form from being sent at all, although nothing in it is wrong. */
  public static FormErrors ofOutage(String message) {
    return new FormErrors(ProblemType.UNAVAILABLE.status(), Optional.of(message), List.of());
  }

  /** Returns the errors of fields. */
  public static FormErrors of(List<FieldError> fields) {
    return new FormErrors(ProblemType.INVALID_REQUEST.status(), Optional.empty(), fields);
  }

  /**
   * Returns what a service reports.
   *
   * @throws ManagementException the same one, unless the form can be corrected: its kind is {@code
   *     INVALID}, {@code CONFLICT} or {@code STALE}
   */
  public static FormErrors from(ManagementException problem) {
    Kind kind = problem.kind();
    if (kind != Kind.INVALID && kind != Kind.CONFLICT && kind != Kind.STALE) {
      throw problem;
    }
    int status = ProblemException.from(problem).type().status();
    if (!problem.fieldErrors().isEmpty()) {
      return new FormErrors(status, Optional.empty(), problem.fieldErrors());
    }
    return new FormErrors(status, Optional.of(String.valueOf(problem.getMessage())), List.of());
  }

  /**
   * Returns what a service reports; of a record that someone else has changed, how it is now.
   *
   * @param present the record as it is, for example {@code Its name is Orders.}
   * @throws ManagementException as {@link #from(ManagementException)}
   */
  public static FormErrors from(ManagementException problem, String present) {
    if (problem.kind() != Kind.STALE) {
      return from(problem);
    }
    String general =
        "Someone has changed this since you opened the page. "
            + present
            + " Repeat your change if it is still right.";
    return new FormErrors(ProblemType.STALE_VERSION.status(), Optional.of(general), List.of());
  }

  /** Returns whether nothing is wrong. */
  public boolean isEmpty() {
    return general.isEmpty() && fields.isEmpty();
  }

  /** Returns what is wrong with a field; null for nothing. */
  public @Nullable String find(String field) {
    return fields.stream()
        .filter(error -> error.field().equals(field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }
}
