package org.nexusauth.jdbc.internal.sql;

import java.util.List;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.kit.RevocationNormalizer;

/** Texts that a database can hold. PostgreSQL holds no NUL, and neither any half of a character. */
public final class StorableText {
  private StorableText() {}

  /** Returns whether a text can be stored as it is. */
  public static boolean isStorable(String text) {
    return RevocationNormalizer.cleanText(text).equals(text);
  }

  /**
   * Returns the text.
   *
   * @throws ManagementException of kind {@code INVALID} when it cannot be stored
   */
  public static String require(String field, String text) {
    if (isStorable(text)) {
      return text;
    }
    throw ManagementException.invalid(
        List.of(
            new FieldError(
                field,
                "The text has a character that cannot be stored, NUL or half of a surrogate pair:"
                    + " leave it out.")));
  }
}
