package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class UnreadableRequestsTest {

  private final UnreadableRequests filter = new UnreadableRequests();

  @Test
  void record_ofTheReaderOfRequests_losesItsException() {
    LogRecord record = record("org.apache.catalina.connector.CoyoteAdapter");
    assertThat(filter.isLoggable(record)).isTrue();
    assertThat(record.getThrown()).isNull();
  }

  @Test
  void record_ofAnythingElse_keepsItsException() {
    LogRecord record = record("org.apache.catalina.core.StandardWrapperValve");
    assertThat(filter.isLoggable(record)).isTrue();
    assertThat(record.getThrown()).hasMessage("Host header a api-key: x");
  }

  @Test
  void record_ofAClientThatHungUp_isLeftOut() {
    for (String text : List.of("Connection is closed", "Connection reset by peer", "Broken pipe")) {
      LogRecord record = record("org.apache.catalina.core.StandardWrapperValve");
      record.setThrown(new UncheckedIOException(new IOException(text)));
      assertThat(filter.isLoggable(record)).isFalse();
    }
  }

  @Test
  void record_whoseMessageHoldsTheTrace_isLeftOutToo() {
    LogRecord record =
        new LogRecord(
            Level.WARNING, "Exception\njava.io.IOException: Connection is closed\n\tat x.Y.z");
    assertThat(filter.isLoggable(record)).isFalse();
  }

  @Test
  void record_ofAnotherProblemWithInputAndOutput_stays() {
    LogRecord record = record("org.apache.catalina.core.StandardWrapperValve");
    record.setThrown(new IOException("No space left on device"));
    assertThat(filter.isLoggable(record)).isTrue();
  }

  @Test
  void record_whoseCausesGoRoundInACircle_stays() {
    IOException one = new IOException("one");
    IOException two = new IOException("two", one);
    one.initCause(two);
    LogRecord record = record("org.apache.catalina.core.StandardWrapperValve");
    record.setThrown(two);
    assertThat(filter.isLoggable(record)).isTrue();
  }

  private static LogRecord record(String source) {
    LogRecord record = new LogRecord(Level.SEVERE, "An exception or error occurred");
    record.setSourceClassName(source);
    record.setThrown(new IllegalStateException("Host header a api-key: x"));
    return record;
  }
}
