package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.Socket;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.Server;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/** P23: WebSocket handshakes and streams on guarded paths, and what a revocation does to them. */
@ExtendWith(ServersExtension.class)
final class LongRunningIT {

  /** More than the second that is promised, which a test of the gate holds: machines are busy. */
  private static final Duration BOUND = Duration.ofSeconds(4);

  private static final String CONTEXT = Deployment.SOCKETS.contextPath();

  private final Servers servers;

  LongRunningIT(Servers servers) {
    this.servers = servers;
  }

  /** Each way in which a filter comes before an endpoint, on each server. */
  static Stream<Arguments> guardedEndpoints() {
    return Stream.of(ServerKind.values())
        .flatMap(
            kind ->
                Stream.of("/ws/one", "/ws/annotated", "/ws/two/two", "/code/one", "/late/one")
                    .map(path -> Arguments.argumentSet(kind + " " + path, kind, path)));
  }

  @ParameterizedTest
  @MethodSource("guardedEndpoints")
  void handshake_withoutAGoodKey_is401AndNoEndpointRuns(ServerKind kind, String path)
      throws IOException {
    Server server = servers.at(kind);
    String id = "ws" + System.nanoTime();

    assertThat(Socket.open(server.port(), CONTEXT + path + "?" + id, null).status()).isEqualTo(401);
    String expired = KEYS.key().expired().text();
    assertThat(Socket.open(server.port(), CONTEXT + path + "?" + id, expired).status())
        .isEqualTo(401);

    assertThat(get(server, "/record?" + id)).doesNotContain("opened");
  }

  @ParameterizedTest
  @MethodSource("guardedEndpoints")
  void session_ofAKey_hasItsPrincipalAndIsClosedWhenItIsRevoked(ServerKind kind, String path)
      throws IOException {
    Server server = servers.at(kind);
    String id = "ws" + System.nanoTime();
    String key = KEYS.key().claim("jti", id).claim("integrationId", "int_" + id).text();

    Socket socket = Socket.open(server.port(), CONTEXT + path + "?" + id, key);

    assertThat(socket.status()).isEqualTo(101);
    await().untilAsserted(() -> assertThat(socket.texts()).containsExactly("opened by int_" + id));
    if (!path.startsWith("/late")) {
      get(server, "/revoke?" + id);
      await().atMost(BOUND).untilAsserted(() -> assertThat(socket.closeCode()).isEqualTo(1008));
    }
  }

  @ParameterizedTest
  @EnumSource
  void handshake_thatNoFilterGuards_isOpen(ServerKind kind) throws IOException {
    Server server = servers.at(kind);

    assertThat(Socket.open(server.port(), CONTEXT + "/none?x", null).status()).isEqualTo(101);
    assertThat(Socket.open(server.port(), CONTEXT + "/ws/open/one?x", null).status())
        .isEqualTo(101);
  }

  @ParameterizedTest
  @EnumSource
  void handshake_ofAKey_isDecidedOnceByEachGate(ServerKind kind) throws IOException {
    Server server = servers.at(kind);
    String id = "ws" + System.nanoTime();

    Socket.open(server.port(), CONTEXT + "/ws/one?x", KEYS.key().text(), id + "one");
    Socket.open(server.port(), CONTEXT + "/ws/two/two?x", KEYS.key().text(), id + "two");

    assertThat(get(server, "/record?" + id + "one")).containsOnlyOnce("event granted");
    assertThat(get(server, "/record?" + id + "two").split("event granted", -1)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void stream_ofAKey_endsWhenItIsRevoked(ServerKind kind) throws IOException {
    Server server = servers.at(kind);
    String id = "sse" + System.nanoTime();
    String key = KEYS.key().claim("jti", id).claim("integrationId", "int_" + id).text();

    assertThat(EventStreamClient.open(server, CONTEXT + "/ws/stream", null).status())
        .isEqualTo(401);
    try (EventStreamClient stream = EventStreamClient.open(server, CONTEXT + "/ws/stream", key)) {
      assertThat(stream.status()).isEqualTo(200);
      await().untilAsserted(() -> assertThat(stream.lines()).contains("data: int_" + id));
      get(server, "/revoke?" + id);
      await()
          .atMost(BOUND)
          .untilAsserted(() -> assertThat(stream.lines()).endsWith("data: KEY_REVOKED", ""));
      await().until(stream::hasEnded);
    }
  }

  @ParameterizedTest
  @EnumSource
  void request_thatOffersAnotherUpgrade_isCheckedLikeAnyOther(ServerKind kind) throws IOException {
    try (RawHttp http = servers.at(kind).connect()) {
      String request =
          ("GET " + CONTEXT + "/ws/stream HTTP/1.1\r\nHost: localhost\r\n")
              + "Connection: Upgrade\r\nUpgrade: other\r\n\r\n";

      assertThat(http.exchange(request).status()).isEqualTo(401);
    }
  }

  private static String get(Server server, String path) throws IOException {
    try (RawHttp http = server.connect()) {
      return http.exchange("GET " + CONTEXT + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").text();
    }
  }
}
