package org.nexusauth.console;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a logger logs while this is open. */
final class WarningRecorder extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private WarningRecorder(Logger logger) {
    this.logger = logger;
  }

  static WarningRecorder open(String loggerName) {
    WarningRecorder recorder = new WarningRecorder(Logger.getLogger(loggerName));
    recorder.logger.addHandler(recorder);
    return recorder;
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void publish(LogRecord record) {
    messages.add(String.valueOf(record.getMessage()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
