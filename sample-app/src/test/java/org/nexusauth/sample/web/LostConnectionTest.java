package org.nexusauth.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class LostConnectionTest {

  @Test
  void isCauseOf_whatReadingOrWritingThrew_itIs() {
    assertThat(LostConnection.isCauseOf(new IOException("Connection is closed"))).isTrue();
    assertThat(LostConnection.isCauseOf(new UncheckedIOException(new EOFException()))).isTrue();
    assertThat(LostConnection.isCauseOf(new JsonException("flush", new IOException()))).isTrue();
  }

  @Test
  void isCauseOf_aFaultOfOurs_itIsNot() {
    assertThat(LostConnection.isCauseOf(new IllegalStateException())).isFalse();
    assertThat(
            LostConnection.isCauseOf(
                new IllegalStateException(new NullPointerException("Connection is closed"))))
        .isFalse();
  }
}
