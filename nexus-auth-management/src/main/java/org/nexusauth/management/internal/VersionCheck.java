package org.nexusauth.management.internal;

import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** Checks that a record is as its reader has seen it. */
public final class VersionCheck {
  private VersionCheck() {}

  /**
   * Checks the version of a record.
   *
   * @throws ManagementException of kind {@code STALE}
   */
  public static void requireVersion(ExpectedVersion expected, long actual) {
    if (!expected.accepts(actual)) {
      throw ManagementException.of(
          Kind.STALE,
          "Someone has changed this since you read it: it has version %s now, and you expected %s."
                  .formatted(actual, expected.number())
              + " Read it again, then repeat your change.");
    }
  }

  /**
   * Checks that an update was written.
   *
   * @throws ManagementException of kind {@code STALE}
   */
  public static void requireWritten(boolean written) {
    if (!written) {
      throw ManagementException.of(
          Kind.STALE,
          "Someone has changed this at the same time. Read it again, then repeat your change.");
    }
  }
}
