package org.nexusauth.sample.web;

import java.io.IOException;

/**
 * Tells a client that went away, or never sent the rest of its request, from a fault of ours. All
 * but revocations is kept in memory, and what their store throws is answered where it is asked, so
 * connections are all that is left.
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
