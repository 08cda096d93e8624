package org.nexusauth.management.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says why a service did not do what it was called for. Nothing was changed. The message is for
 * people: what is wrong and what to do; it holds no secret and no text of a key.
 */
public final class ManagementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, by what the caller can do. */
  public enum Kind {
    /** The input is wrong; {@link #fieldErrors} says where. */
    INVALID,
    /** The operator's role does not allow it. */
    FORBIDDEN,
    /** There is no such record, or the operator does not see it. */
    NOT_FOUND,
    /** The record's state does not allow it, or its name is taken. */
    CONFLICT,
    /** The record has another version than expected: read it again. */
    STALE,
    /** The store of records or of revocations cannot be reached: try again later. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final transient List<FieldError> fieldErrors;

  private ManagementException(
      Kind kind, String message, List<FieldError> fieldErrors, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.fieldErrors = List.copyOf(fieldErrors);
  }

  /** Returns an exception of a kind without field errors. */
  public static ManagementException of(Kind kind, String message) {
    return new ManagementException(kind, message, List.of(), null);
  }

  /** Returns an exception for a value that the record's state or another record excludes. */
  public static ManagementException conflict(String field, String message) {
    return new ManagementException(
        Kind.CONFLICT, message, List.of(new FieldError(field, message)), null);
  }

  /** Returns an exception for wrong input. */
  public static ManagementException invalid(List<FieldError> errors) {
    return new ManagementException(
        Kind.INVALID,
        errors.stream().map(FieldError::message).collect(Collectors.joining(" ")),
        errors,
        null);
  }

  /** Returns an exception for a store that cannot be reached. */
  public static ManagementException unavailable(String message, @Nullable Throwable cause) {
    return new ManagementException(Kind.UNAVAILABLE, message, List.of(), cause);
  }

  /** Returns what is wrong, by what the caller can do. */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what is wrong with which field; empty unless the input is wrong, or conflicts in a
   * field.
   */
  public List<FieldError> fieldErrors() {
    return fieldErrors;
  }
}
