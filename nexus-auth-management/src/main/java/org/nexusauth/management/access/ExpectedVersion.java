package org.nexusauth.management.access;

import org.jspecify.annotations.Nullable;

/**
 * The version that a record must have for a change to be made.
 *
 * @param number the version; null for any
 */
public record ExpectedVersion(@Nullable Long number) {
  /** Any version. */
  public static final ExpectedVersion ANY = new ExpectedVersion(null);

  /** Returns the one version. */
  public static ExpectedVersion of(long number) {
    return new ExpectedVersion(number);
  }

  /** Returns whether a record of a version may be changed. */
  public boolean accepts(long version) {
    return number == null || number == version;
  }
}
