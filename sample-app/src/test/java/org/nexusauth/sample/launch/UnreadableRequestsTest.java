package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static LogRecord record(String source) {
    LogRecord record = new LogRecord(Level.SEVERE, "An exception or error occurred");
    record.setSourceClassName(source);
    record.setThrown(new IllegalStateException("Host header a api-key: x"));
    return record;
  }
}
