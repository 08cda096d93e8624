package org.nexusauth.management.store;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many at most, 1 to 200
 * @param cursor where it begins, from {@link ResultPage#nextCursor}; null for the beginning
 */
public record PageRequest(int limit, @Nullable String cursor) {
  /** The largest limit. */
  public static final int MAX_LIMIT = 200;
}
