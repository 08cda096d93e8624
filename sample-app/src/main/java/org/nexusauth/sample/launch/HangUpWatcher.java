package org.nexusauth.sample.launch;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognizes the end of a connection by its client among problems of the server. */
final class HangUpWatcher {

  /** In the words of Grizzly and of the JDK on Linux, macOS and Windows. */
  private static final Set<String> TEXTS =
      Set.of(
          "Connection is closed",
          "Connection closed",
          "Connection reset",
          "Connection reset by peer",
          "Broken pipe",
          "An established connection was aborted by the software in your host machine");

  /** Far more than there are: causes may go round in a circle. */
  private static final int MAX_DEPTH = 20;

  private HangUpWatcher() {}

  static boolean isCauseOf(@Nullable Throwable problem) {
    Throwable cause = problem;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof IOException && TEXTS.contains(String.valueOf(cause.getMessage()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Payara writes traces into the message itself. */
  static boolean isReportedIn(@Nullable String message) {
    return message != null
        && TEXTS.stream().anyMatch(text -> message.contains("java.io.IOException: " + text));
  }
}
