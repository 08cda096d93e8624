package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartFailureTest {

  private static final LogRecord TRACE = new LogRecord(Level.SEVERE, "Startup of context failed");

  @AfterEach
  void forget() {
    System.clearProperty("nexus.sample.start.failure");
  }

  @Test
  void message_ofAWrongSetting_isKeptAndSilencesTheServersTraces() {
    assertThat(new UnreadableRequests().isLoggable(TRACE)).isTrue();

    assertThat(StartFailure.noteIfWrongSetting("NEXUS-1010 a=b (Environment): wrong")).isTrue();
    assertThat(StartFailure.noteIfWrongSetting("NEXUS-1010 what follows from it")).isTrue();

    assertThat(StartFailure.message()).contains("NEXUS-1010 a=b (Environment): wrong");
    assertThat(new UnreadableRequests().isLoggable(TRACE)).isFalse();
  }

  @Test
  void message_ofAnotherKind_isNotKept() {
    assertThat(StartFailure.noteIfWrongSetting("NEXUS-1001 api-key guards /api/*")).isFalse();
    assertThat(StartFailure.noteIfWrongSetting(null)).isFalse();
    assertThat(StartFailure.message()).isEmpty();
  }
}
