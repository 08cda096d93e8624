package org.nexusauth.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Running;

/** Clients without a key whose bodies never end keep no other client waiting. */
class SlowBodiesIT {

  /** The server waits 30 s for a body that it reads. */
  private static final Duration SOON = Duration.ofSeconds(12);

  private static final Duration WHILE = Duration.ofSeconds(4);

  private static final int HTTP2_CONNECTIONS = 3;
  private static final int STREAMS = 100;
  private static final int CONNECTIONS = 240;

  @RegisterExtension static final Running RUNNING = new Running();

  @Test
  void streamsOfHttp2_thatNeverEnd_holdNobodyUp() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < HTTP2_CONNECTIONS; i++) {
        sockets.add(open(http2()));
      }
      assertOthersAreAnswered();
    } finally {
      close(sockets);
    }
  }

  static Stream<Arguments> slow_requests() {
    String json = "Content-Type: application/json\r\n";
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    return Stream.of(
        argumentSet("annotation", "POST /api/public/v1/me", json),
        argumentSet("filter", "POST /api/public/thread", json),
        argumentSet("form to the annotation", "POST /api/public/v1/me", form),
        argumentSet("form to the filter", "POST /api/public/thread", form),
        argumentSet("form to the administration", "POST /api/admin/keys/revoke", form),
        argumentSet("form to the health", "POST /health", form),
        argumentSet("form got from the health", "GET /health", form),
        argumentSet("form to the metrics", "POST /metrics", form),
        argumentSet("form to the list of routes", "POST /openapi", form),
        argumentSet("form to the root", "POST /", form),
        argumentSet("form to nothing", "POST /nope", form),
        argumentSet(
            "offering HTTP/2",
            "POST /api/public/v1/me",
            json
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"));
  }

  @ParameterizedTest
  @MethodSource("slow_requests")
  void request_withoutAKey_isAnsweredBeforeItsBodyCame(String line, String headers)
      throws IOException {
    try (Socket socket = open(slow(line, headers))) {
      socket.setSoTimeout((int) SOON.toMillis());
      assertThat(new String(socket.getInputStream().readNBytes(9), ISO_8859_1))
          .isEqualTo("HTTP/1.1 ");
    }
  }

  @Test
  void bodiesOfHttp11_thatNeverEnd_holdNobodyUp() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(open(slow("POST /api/public/v1/me", "Content-Type: application/json\r\n")));
      }
      assertOthersAreAnswered();
    } finally {
      close(sockets);
    }
  }

  /** For some seconds: the server takes threads as the requests come. */
  private static void assertOthersAreAnswered() {
    long start = System.nanoTime();
    while (since(start).compareTo(WHILE) < 0) {
      long request = System.nanoTime();
      RUNNING.client().get("/api/public/v1/me").object();
      new Client(RUNNING.sample().url())
          .send("POST", "/api/public/thread", "{}")
          .refused(401, "Invalid API key");
      assertThat(since(request)).isLessThan(SOON);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static byte[] slow(String line, String headers) {
    return (line + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: 1000\r\n\r\nx")
        .getBytes(ISO_8859_1);
  }

  private static Socket open(byte[] first) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RUNNING.sample().port());
    try {
      socket.getOutputStream().write(first);
    } catch (IOException e) {
      // The server has closed it: what it does not wait for.
    }
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** A connection in clear text with a hundred requests of one byte each, none of them ended. */
  private static byte[] http2() {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    frames.writeBytes(frame(4, 0, 0, new byte[0])); // SETTINGS
    for (int i = 0; i < STREAMS; i++) {
      int stream = 2 * i + 1;
      frames.writeBytes(frame(1, 4, stream, head())); // HEADERS, END_HEADERS
      frames.writeBytes(frame(0, 0, stream, new byte[] {'x'})); // DATA
    }
    return frames.toByteArray();
  }

  /** By the static table of RFC 7541: POST, http, then :path and :authority as literals. */
  private static byte[] head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(0x83);
    head.write(0x86);
    literal(head, 0x04, "/api/public/v1/me");
    literal(head, 0x01, "127.0.0.1:" + RUNNING.sample().port());
    return head.toByteArray();
  }

  private static void literal(ByteArrayOutputStream head, int index, String value) {
    head.write(index);
    head.write(value.length());
    head.writeBytes(value.getBytes(ISO_8859_1));
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags});
    frame.writeBytes(new byte[] {0, 0, (byte) (stream >> 8), (byte) stream});
    frame.writeBytes(payload);
    return frame.toByteArray();
  }
}
