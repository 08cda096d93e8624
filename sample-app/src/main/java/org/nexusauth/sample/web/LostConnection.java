package org.nexusauth.sample.web;

import java.io.IOException;

/**
 * Tells a client that went away, or never sent the rest of its request, from a fault of ours. All
 * is kept in memory, so its connections are all that the API reads and writes.
 */
final class LostConnection {

  /** Far more than there are: causes may go round in a circle. */
  private static final int DEEPEST = 20;

  private LostConnection() {}

  static boolean isCauseOf(Throwable problem) {
    Throwable cause = problem;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof IOException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
