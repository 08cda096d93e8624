package org.nexusauth.management.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many at most, 1 to 200
 * @param cursor where it begins, from {@link ResultPage#nextCursor}; null for the beginning
 */
public record PageRequest(int limit, @Nullable String cursor) {
  /** The largest limit. */
  public static final int MAX_LIMIT = 200;

  /**
   * Checks the limit.
   *
   * @throws ManagementException of kind {@code INVALID} unless it is 1 to 200
   */
  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ManagementException.invalid(
          List.of(new FieldError("limit", "The limit must be 1 to " + MAX_LIMIT + ".")));
    }
  }
}
