package org.nexusauth.sample.web;

import java.io.IOException;

/**
 * Recognizes a client that went away, or never sent the rest of its request. All data but
 * revocations is in memory, and exceptions of their store are handled where it is called, so every
 * other I/O exception is a connection's.
 */
final class LostConnection {

  /** Far more than there are: causes may go round in a circle. */
  private static final int MAX_DEPTH = 20;

  private LostConnection() {}

  static boolean isCauseOf(Throwable problem) {
    Throwable cause = problem;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof IOException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
