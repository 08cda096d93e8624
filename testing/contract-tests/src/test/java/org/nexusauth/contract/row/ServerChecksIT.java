package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.RawResponse;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.Server;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.reason.Reason;

/** What needs more than one request: outbound connections, smuggling, wrong settings, the logs. */
@ExtendWith(ServersExtension.class)
final class ServerChecksIT {

  private static final String GOOD = SentKeys.sent(KEYS.key().text());

  @TempDir Path folder;

  private final Servers servers;

  ServerChecksIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void keyThatNamesAPlace_isRefusedWithoutAConnection(ServerKind kind) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String place = "127.0.0.1:" + listener.getLocalPort() + "/keys";
      for (Deployment deployment : Deployment.GUARDED) {
        for (String scheme : List.of("http", "https", "ldap", "jar:http", "file", "ftp")) {
          for (String member : List.of("jku", "x5u")) {
            String url = scheme + "://" + place;
            String key = KEYS.key().forged().header(member, url).text();
            see(kind, deployment, KeyRows.row("S10 " + url, Reason.KEY_INVALID, key));
          }
        }
      }
      listener.setSoTimeout(200);
      assertThat(accepts(listener)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keyThatNamesAFileWithItsOwnKey_isRefused(ServerKind kind) throws IOException {
    SigningKey stranger = SigningKey.generate(KEYS.signingKey().keyId());
    Path file = Files.writeString(folder.resolve("keys.jwks"), stranger.publicJwks());
    for (Deployment deployment : Deployment.GUARDED) {
      for (String member : List.of("jku", "x5u")) {
        String key =
            KEYS.key().header(member, file.toUri().toString()).signature(stranger::sign).text();
        see(kind, deployment, KeyRows.row("S10 " + member + " file", Reason.KEY_INVALID, key));
      }
    }
  }

  private void see(ServerKind kind, Deployment deployment, Row row) throws IOException {
    try (Visit visit = new Visit(servers.at(kind), deployment)) {
      row.expected().check(visit.see(row));
    }
  }

  private static boolean accepts(ServerSocket listener) throws IOException {
    try {
      listener.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestHiddenInABody_isJudgedByItsOwnHeader(ServerKind kind) throws IOException {
    for (Deployment deployment : Deployment.GUARDED) {
      String path = deployment.contextPath() + "/api/x";
      String hidden = "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Request-ID: hidden\r\n\r\n";
      String request =
          "POST %s HTTP/1.1\r\nHost: a\r\napi-key: %s\r\nContent-Length: %s\r\n"
                  .formatted(path, GOOD, hidden.length() + 5)
              + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + hidden;
      try (RawHttp http = servers.at(kind).connect()) {
        RawResponse first = http.exchange(request);
        assertThat(first.status()).isIn(200, 400);
        if (first.status() == 200 && first.keepsConnection()) {
          assertThat(http.read().status()).isIn(400, 401);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsOfOnePacket_areJudgedEachByItsOwnHeader(ServerKind kind) throws IOException {
    for (Deployment deployment : Deployment.GUARDED) {
      String bare = "GET " + deployment.contextPath() + "/api/x HTTP/1.1\r\nHost: a\r\n";
      String good = bare + "api-key: " + GOOD + "\r\n\r\n";
      try (RawHttp http = servers.at(kind).connect()) {
        http.send(good + bare + "\r\n" + bare + "api-key: x\r\n\r\n" + good);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          statuses.add(http.read().status());
        }
        assertThat(statuses).containsExactly(200, 401, 401, 200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodyOfARefusedRequest_isNoRequest(ServerKind kind) throws IOException {
    for (Deployment deployment : Deployment.GUARDED) {
      String path = deployment.contextPath() + "/api/x HTTP/1.1\r\nHost: a\r\n";
      String body = "GET " + path + "X-Request-ID: in-a-body\r\napi-key: " + GOOD + "\r\n\r\n";
      String refused = "POST " + path + "Content-Length: " + body.length() + "\r\n\r\n" + body;
      try (RawHttp http = servers.at(kind).connect()) {
        http.send(refused + "GET " + path + "\r\n");

        RawResponse first = http.read();
        assertThat(first.status()).isEqualTo(401);
        if (first.keepsConnection()) {
          assertThat(http.read().status()).isEqualTo(401);
        }
      }
      try (RawHttp http = servers.at(kind).connect()) {
        String record = "GET %s/record?in-a-body HTTP/1.1\r\nHost: a\r\n\r\n";
        assertThat(http.exchange(record.formatted(deployment.contextPath())).text()).isEmpty();
      }
    }
  }

  @Test
  void jaxrsApplicationWithAWrongSettingOnPayara_isNeverReachable() {
    Deployment wrong = Deployment.WRONG_JAXRS;
    try (Server server = Servers.alone(ServerKind.PAYARA_MICRO, wrong)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> assertThat(server.logged()).contains(wrong("context-param"), "ready in"));
      for (String path : List.of("/api/x", "/public/a", "/record")) {
        assertThat(statusOf(server, wrong.contextPath() + path)).isEqualTo(404);
      }
    }
  }

  private static int statusOf(Server server, String path) {
    try (RawHttp http = server.connect()) {
      String request = "GET %s HTTP/1.1\r\nHost: a\r\napi-key: %s\r\n\r\n";
      return http.exchange(request.formatted(path, GOOD)).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void applicationWithAWrongSetting_isNeverReachable(ServerKind kind) {
    Server server = servers.at(kind);
    Map<Deployment, String> origins = new EnumMap<>(Deployment.class);
    origins.put(Deployment.WRONG_FILTER, "init-param of filter \"api-key\"");
    origins.put(Deployment.WRONG_JAXRS, "context-param");
    origins.keySet().retainAll(Deployment.on(kind));
    for (Deployment wrong : origins.keySet()) {
      for (String path : List.of("/api/x", "/public/a", "/record")) {
        assertThat(statusOf(server, wrong.contextPath() + path)).isIn(404, 503);
      }
    }
    for (String origin : origins.values()) {
      // Payara Micro starts its applications one by one, this one after those that are asked.
      await().untilAsserted(() -> assertThat(server.logged()).contains(wrong(origin)));
    }
  }

  private static String wrong(String origin) {
    return "NEXUS-1010 nexus.auth.verify.clock.skew=15m ("
        + origin
        + "): expected seconds or an"
        + " ISO-8601 duration up to PT10M, for example 60 or PT1M";
  }
}
