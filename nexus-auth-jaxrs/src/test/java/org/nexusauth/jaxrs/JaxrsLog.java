package org.nexusauth.jaxrs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while this is open. */
final class JaxrsLog extends Handler implements AutoCloseable {
  // Held, or a logger and its handler may be collected.
  private final Logger root = Logger.getLogger("");
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private JaxrsLog() {}

  static JaxrsLog open() {
    JaxrsLog logged = new JaxrsLog();
    logged.root.addHandler(logged);
    return logged;
  }

  /** The messages that start with this id. */
  List<String> messages(String id) {
    return messages.stream().filter(message -> message.startsWith(id)).toList();
  }

  @Override
  public void publish(LogRecord record) {
    messages.add(String.valueOf(record.getMessage()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
