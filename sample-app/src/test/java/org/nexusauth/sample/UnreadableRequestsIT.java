package org.nexusauth.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.sample.running.Running;

/** Requests that the server gives up on before anything of ours runs: what it logs of them. */
class UnreadableRequestsIT {

  private static final String LOGGED = "CoyoteAdapter service";

  @RegisterExtension static final Running RUNNING = new Running();

  static Stream<Arguments> requests() {
    return Stream.of(
        argumentSet("key folded into the host", "GET / HTTP/1.1\r\nHost: a\r\n api-key: KEY\r\n"),
        argumentSet("key as the port", "GET / HTTP/1.1\r\nHost: a:KEY\r\n"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_thatTheServerCannotRead_isLoggedWithoutItsText(String request) throws IOException {
    String key = RUNNING.sample().key("read-write.key");
    int before = logged();
    send(request.replace("KEY", key));
    Awaitility.await("it is logged").until(() -> logged() > before);
    assertThat(RUNNING.sample().error()).doesNotContain(key);
  }

  private static int logged() {
    return RUNNING.sample().error().split(LOGGED, -1).length;
  }

  private static void send(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RUNNING.sample().port())) {
      socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().readAllBytes()).asString(ISO_8859_1).doesNotContain("{");
    }
  }
}
