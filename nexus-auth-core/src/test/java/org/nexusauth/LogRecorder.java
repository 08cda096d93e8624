package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records what any logger of this JVM says, at every level, and fails a test class in whose time a
 * piece of a key was logged. Found by its service file, so it works for every class.
 */
public final class LogRecorder implements BeforeAllCallback, AfterAllCallback {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Recording RECORDING = new Recording();

  /** Returns the messages with this text that were logged since the class began. */
  public static List<String> messages(String part) {
    return RECORDING.lines.stream().filter(line -> line.contains(part)).toList();
  }

  public static void forget() {
    RECORDING.lines.clear();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Also without JUnit's and the JDK's own loggers having asked for less.
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ROOT.setLevel(Level.ALL);
    ROOT.addHandler(RECORDING);
    forget();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(KeyPieces.holders(RECORDING.all, KeyMaker.made()))
        .as("log lines that hold a piece of a key")
        .isEmpty();
    RECORDING.all.clear();
  }

  private static final class Recording extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> all = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    Recording() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      // With the stack trace: an exception's text is as bad a place for a key as any.
      String line = formatter.format(entry);
      lines.add(line);
      all.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
