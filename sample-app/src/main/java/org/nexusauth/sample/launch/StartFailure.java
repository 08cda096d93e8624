package org.nexusauth.sample.launch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wrong setting that keeps the application from starting. The server's logging handlers see it
 * and the launcher reports it; it is kept as a system property, since the server makes the handlers
 * and nothing else reaches both. Thread-safe.
 */
final class StartFailure {

  private static final String PROPERTY = "nexus.sample.start.failure";

  /** How the library's message of a wrong setting begins. */
  private static final String WRONG_SETTING = "NEXUS-1010 ";

  private StartFailure() {}

  /**
   * Keeps a message if it is that of a wrong setting; returns whether it is. The first one stays.
   */
  static boolean noteIfWrongSetting(@Nullable String message) {
    if (message == null || !message.startsWith(WRONG_SETTING)) {
      return false;
    }
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, message);
    }
    return true;
  }

  /** The message that was kept; empty while no wrong setting was found. */
  static Optional<String> message() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }
}
