package org.nexusauth.management.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.ReasonText;

/**
 * Collects what is wrong with an input, so that its author reads all of it in one answer. Nothing
 * is trimmed or corrected. Not thread-safe.
 */
public final class InputErrors {
  private static final int MAX_NAME = 80;
  private static final int MAX_ID = 255;
  private static final String REASON = "reason";

  private final List<FieldError> errors = new ArrayList<>();

  /** Adds an error. */
  public InputErrors add(String field, String message) {
    errors.add(new FieldError(field, message));
    return this;
  }

  /** Checks a name: 1 to 80 visible characters on one line, no key in them. */
  public InputErrors checkName(String field, String value) {
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > MAX_NAME) {
      return add(field, "The %s must have 1 to %s characters.".formatted(field, MAX_NAME));
    }
    return checkCharacters(field, value);
  }

  /** Checks an id, a permission or a plan: 1 to 255 visible characters. */
  public InputErrors checkId(String field, String value) {
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > MAX_ID) {
      return add(field, "The %s must have 1 to %s characters.".formatted(field, MAX_ID));
    }
    if (value.codePoints().anyMatch(InputErrors::isForbidden) || hasWhitespaceAtAnEnd(value)) {
      return add(
          field,
          "The %s must have no control characters, and no whitespace at its ends."
              .formatted(field));
    }
    return this;
  }

  /** Checks an optional text that is stored for people, for example a reason. */
  public InputErrors checkText(String field, String value) {
    if (value.isEmpty()) {
      return this;
    }
    return checkCharacters(field, value);
  }

  /** Checks a reason, which must not be empty. */
  public InputErrors checkReason(String field, String value) {
    if (value.isBlank()) {
      return add(field, "Say why in the %s: others will read it.".formatted(field));
    }
    return checkCharacters(field, value);
  }

  private InputErrors checkCharacters(String field, String value) {
    if (hasWhitespaceAtAnEnd(value)) {
      return add(field, "The %s must have no whitespace at its ends.".formatted(field));
    }
    Optional<String> problem = ReasonText.problemWith(value);
    if (problem.isPresent()) {
      // The problem's subject is its first word.
      return add(field, "The " + field + problem.get().substring(REASON.length()) + ".");
    }
    if (value.codePoints().anyMatch(InputErrors::isForbidden)) {
      return add(field, "The %s must have no control characters.".formatted(field));
    }
    return this;
  }

  private static boolean hasWhitespaceAtAnEnd(String value) {
    return isSpace(value.codePointAt(0)) || isSpace(value.codePointBefore(value.length()));
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  /** A surrogate without its other half has no UTF-8 form. */
  private static boolean isForbidden(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** Checks an id that may be missing. */
  public InputErrors checkOptionalId(String field, @Nullable String value) {
    if (value == null) {
      return this;
    }
    return checkId(field, value);
  }

  /**
   * Throws if anything is wrong.
   *
   * @throws ManagementException of kind {@code INVALID} with all errors
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw toException();
    }
  }

  /** Returns the exception with all errors. */
  public ManagementException toException() {
    return ManagementException.invalid(errors);
  }
}
