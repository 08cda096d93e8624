package org.nexusauth.management.signing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records all that is logged, at every level. */
final class LoggedText extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  @SuppressWarnings("JdkObsolete") // Several threads may log.
  private final StringBuffer text = new StringBuffer();

  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Level before = ROOT.getLevel();

  private LoggedText() {}

  static LoggedText record() {
    LoggedText log = new LoggedText();
    log.setLevel(Level.ALL);
    ROOT.setLevel(Level.ALL);
    ROOT.addHandler(log);
    return log;
  }

  String text() {
    return text.toString();
  }

  @Override
  public void publish(LogRecord entry) {
    text.append(formatter.format(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    ROOT.setLevel(before);
  }
}
