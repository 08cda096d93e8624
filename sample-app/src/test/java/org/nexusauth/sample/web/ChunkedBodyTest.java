package org.nexusauth.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body ends where its message says, whatever follows. */
class ChunkedBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1\r\n",
        "2\r\nhe\r\n003;a=b\r\nllo\r\n0\r\nx: y\r\n\r\n"
      })
  void chunks_endWithTheLast(String raw) throws IOException {
    assertThat(new ChunkedBody(bytes(raw)).readAllBytes()).asString().isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5\r\nhel",
        "x\r\n",
        "-1\r\nh",
        "\r\n",
        "fffffffff\r\nh",
        "2\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n"
      })
  void chunks_thatAreBroken_areAFailure(String raw) {
    assertThatIOException().isThrownBy(() -> new ChunkedBody(bytes(raw)).readAllBytes());
  }

  @Test
  void length_endsTheBody() throws IOException {
    assertThat(new FixedLengthBody(bytes("hello, more"), 5).readAllBytes())
        .asString()
        .isEqualTo("hello");
    assertThat(new FixedLengthBody(bytes("hello"), 0).readAllBytes()).isEmpty();
    assertThatIOException().isThrownBy(() -> new FixedLengthBody(bytes("hell"), 5).readAllBytes());
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
