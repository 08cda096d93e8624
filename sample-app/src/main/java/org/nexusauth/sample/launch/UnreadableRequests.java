package org.nexusauth.sample.launch;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps what a client sent or did out of the server's log. Payara logs a request that it cannot
 * read with an exception whose text holds the host as it came, and a header line after it that
 * starts with a space is a part of it: a key, for example. The line itself stays. Of a client that
 * hung up it logs several traces, and none of them helps anybody: they are left out. Named in the
 * logging configuration, hence public. Thread-safe.
 */
public final class UnreadableRequests implements Filter {

  private static final String READER = "org.apache.catalina.connector.CoyoteAdapter";

  /** For the logging configuration. */
  public UnreadableRequests() {}

  /** Takes the exception off a record of the first kind, and leaves out those of the second. */
  @Override
  public boolean isLoggable(LogRecord record) {
    if (READER.equals(record.getSourceClassName())) {
      record.setThrown(null);
    }
    return !HangUpWatcher.isCauseOf(record.getThrown())
        && !HangUpWatcher.isReportedIn(record.getMessage());
  }
}
