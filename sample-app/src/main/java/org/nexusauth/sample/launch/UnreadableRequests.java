package org.nexusauth.sample.launch;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the server's log what a client sent or did. Payara logs a request that it cannot
 * read with an exception whose text holds the host as it came, and a header line after it that
 * starts with a space is a part of it: a key, for example. The line itself stays. Left out are its
 * traces of a client that hung up, and of an application that a wrong setting keeps from starting:
 * the launcher reports that setting. Named in the logging configuration, hence public. Thread-safe.
 */
public final class UnreadableRequests implements Filter {

  private static final String READER = "org.apache.catalina.connector.CoyoteAdapter";

  /** For the logging configuration. */
  public UnreadableRequests() {}

  /** Takes the exception off a record of an unreadable request, and leaves out useless traces. */
  @Override
  public boolean isLoggable(LogRecord record) {
    if (READER.equals(record.getSourceClassName())) {
      record.setThrown(null);
    }
    return StartFailure.message().isEmpty()
        && !HangUpWatcher.isCauseOf(record.getThrown())
        && !HangUpWatcher.isReportedIn(record.getMessage());
  }
}
