package org.nexusauth.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.sample.running.Running;

/** Clients that hang up are no faults of ours: nothing of them is in the log but the requests. */
class HangUpIT {

  private static final int TIMES = 20;

  @RegisterExtension static final Running RUNNING = new Running();

  static Stream<Arguments> requests() {
    String thread =
        " /api/public/thread/550e8400-e29b-41d4-a716-446655440000 HTTP/1.1\r\nHost: a\r\n";
    String me = "GET /api/public/v1/me HTTP/1.1\r\nHost: a\r\n";
    String cut = "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"mess";
    return Stream.of(
        argumentSet("refused by the filter", ("GET" + thread + "api-key: x\r\n\r\n").repeat(200)),
        argumentSet("refused by JAX-RS", (me + "api-key: x\r\n\r\n").repeat(200)),
        argumentSet("answered", (me + "api-key: KEY\r\n\r\n").repeat(100)),
        argumentSet(
            "half a body", "POST /api/public/thread HTTP/1.1\r\nHost: a\r\napi-key: KEY\r\n" + cut),
        argumentSet(
            "half a body, refused", "POST /api/public/thread HTTP/1.1\r\nHost: a\r\n" + cut));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void client_thatHangsUp_isNoFault(String requests) throws IOException {
    String sent = requests.replace("KEY", RUNNING.sample().key("read-write.key"));
    int before = RUNNING.sample().error().length();
    for (int i = 0; i < TIMES; i++) {
      hangUp(sent);
    }
    // Those before it have been served by then, or are on the same few threads.
    for (int i = 0; i < TIMES; i++) {
      assertThat(answered("GET /api/public/v1/me HTTP/1.1\r\nHost: a\r\n")).contains("key_missing");
    }
    assertThat(RUNNING.sample().error().substring(before))
        .doesNotContain("NEXUS-1601", "Exception", "\tat ");
  }

  /** With a reset, as a process that is killed with data unread makes one. */
  private static void hangUp(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RUNNING.sample().port())) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().available()).isNotNegative();
    }
  }

  private static String answered(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RUNNING.sample().port())) {
      socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
