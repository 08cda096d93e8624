package org.nexusauth.console.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/** Ends a request with a problem document. Its texts are for people and hold no secret. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "5";

  private final ProblemType type;
  private final transient List<FieldError> errors;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  private ProblemException(ProblemType type, String detail, List<FieldError> errors) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  /**
   * Returns a problem.
   *
   * @param detail what is wrong and what to do, sentences
   */
  public static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(type, detail, List.of());
  }

  /** Returns the problem of a request with wrong fields. */
  public static ProblemException invalid(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? "One field is not valid: see errors, correct it and send the request again."
            : errors.size()
                + " fields are not valid: see errors, correct them and send the request again.";
    return new ProblemException(ProblemType.INVALID_REQUEST, detail, errors);
  }

  /** Returns the problem of one wrong field, parameter or header. */
  public static ProblemException invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** Returns the problem that a service reports. */
  public static ProblemException from(ManagementException problem) {
    String detail = String.valueOf(problem.getMessage());
    return switch (problem.kind()) {
      case INVALID ->
          problem.fieldErrors().isEmpty()
              ? of(ProblemType.INVALID_REQUEST, detail)
              : invalid(problem.fieldErrors());
      case FORBIDDEN -> of(ProblemType.ROLE_MISSING, detail);
      case NOT_FOUND -> of(ProblemType.NOT_FOUND, detail);
      case CONFLICT -> of(ProblemType.CONFLICT, detail);
      case STALE -> of(ProblemType.STALE_VERSION, detail);
      case UNAVAILABLE -> unavailable(detail);
    };
  }

  /** Returns the problem of something that may work again in a few seconds. */
  public static ProblemException unavailable(String detail) {
    return of(ProblemType.UNAVAILABLE, detail).withHeader("Retry-After", RETRY_SECONDS);
  }

  /** Adds a header of the answer. */
  public ProblemException withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Returns what is wrong, by kind. */
  public ProblemType type() {
    return type;
  }

  /** Returns what is wrong with which field; may be empty. */
  public List<FieldError> errors() {
    return errors;
  }

  /** Returns headers that the answer has besides. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }
}
