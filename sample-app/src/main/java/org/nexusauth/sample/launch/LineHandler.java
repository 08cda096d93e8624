package org.nexusauth.sample.launch;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Writes what the sample and the library log to standard error, a line each; a wrong setting is
 * left to the launcher, which reports it and ends. Named in the logging configuration, hence
 * public. Thread-safe.
 */
public final class LineHandler extends Handler {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final SimpleFormatter messages = new SimpleFormatter();

  /** For the logging configuration. */
  public LineHandler() {}

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    String message = messages.formatMessage(record);
    if (!StartFailure.noteIfWrongSetting(message)) {
      System.err.println(TIME.format(record.getInstant()) + " " + message);
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace();
      }
    }
  }

  @Override
  public void flush() {
    System.err.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
