package org.nexusauth.filter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What our loggers say while this is open, and whatever else goes to the root logger. */
final class FilterLog extends Handler {
  // Held, or a logger and its handler may be collected.
  private final Logger root = Logger.getLogger("");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  private FilterLog() {}

  static FilterLog open() {
    FilterLog logged = new FilterLog();
    logged.root.addHandler(logged);
    return logged;
  }

  /** The messages that start with this id. */
  List<String> messages(String id) {
    return records.stream()
        .map(LogRecord::getMessage)
        .filter(message -> message != null && message.startsWith(id))
        .toList();
  }

  /** The levels of the messages that start with this id. */
  List<Level> levels(String id) {
    return records.stream()
        .filter(record -> String.valueOf(record.getMessage()).startsWith(id))
        .map(LogRecord::getLevel)
        .toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
