package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.contract.server.ContractKeys.KEYS;
import static org.nexusauth.contract.server.Deployment.FILTER;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE10;
import static org.nexusauth.contract.server.ServerKind.JETTY_EE11;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.contract.http.Socket;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/**
 * A key of twenty requests, at each filter of each server: every answer tells what is left, each
 * request counts once, and the twenty-first is denied.
 */
@ExtendWith(ServersExtension.class)
final class LimitIT {
  private static final int QUOTA = 20;
  private static final long MONTH = 31L * 86_400;
  private static final List<String> HEADERS =
      List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit");

  private final Servers servers;

  LimitIT(Servers servers) {
    this.servers = servers;
  }

  static Stream<Arguments> key_ofALimitedPlan_isToldWhatIsLeftUntilItIsDenied() {
    return Stream.of(ServerKind.values())
        .flatMap(
            kind -> Deployment.GUARDED.stream().map(deployment -> Arguments.of(kind, deployment)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void key_ofALimitedPlan_isToldWhatIsLeftUntilItIsDenied(ServerKind kind, Deployment deployment)
      throws IOException {
    // One a test: servers and deployments have one set of keys.
    String key = SentKeys.sent(KEYS.key().claim("plan", "twenty").text());
    int left = QUOTA;
    for (String request : requests(kind, deployment)) {
      left--;
      assertTold(see(kind, deployment, request, key), request, left);
    }
    // Such pages begin without headers on some servers, but the request counts.
    for (String request : List.of("GET {ctx}/api/answer?error", "GET {ctx}/api/answer?fails")) {
      left--;
      see(kind, deployment, request, key);
    }
    while (left > 0) {
      left--;
      assertTold(see(kind, deployment, "GET {ctx}/api/answer?plain", key), "plain", left);
    }
    assertDenied(see(kind, deployment, "GET {ctx}/api/answer?plain", key));
    assertDenied(see(kind, deployment, "GET {ctx}/api/admin", key));
    assertNotTold(see(kind, deployment, "GET {ctx}/public/answer?plain", key));
    assertNotTold(see(kind, deployment, "GET {ctx}/api/answer?plain", KEYS.key().forged().text()));
  }

  /** A handshake is a request; the messages of its session are not. */
  @ParameterizedTest
  @EnumSource
  void handshake_ofAWebSocket_countsOnce(ServerKind kind) throws IOException {
    String key = KEYS.key().claim("plan", "twenty").text();
    int port = servers.at(kind).port();
    String path = Deployment.SOCKETS.contextPath() + "/ws/one?";
    for (int i = 0; i < QUOTA; i++) {
      assertThat(Socket.open(port, path + "limit" + System.nanoTime(), key).status())
          .isEqualTo(101);
    }

    assertThat(Socket.open(port, path + "limit" + System.nanoTime(), key).status()).isEqualTo(429);
  }

  private static List<String> requests(ServerKind kind, Deployment deployment) {
    Stream<String> all =
        Stream.of("plain", "limits", "reset", "flushed", "gone", "not-modified", "async")
            // Jersey has the server make the page of an error without an entity.
            .filter(how -> !how.equals("gone") || deployment == FILTER || !isJetty(kind))
            .map(how -> "GET {ctx}/api/answer?" + how);
    return Stream.concat(all, Stream.of("HEAD {ctx}/api/answer?plain", "GET {ctx}/api/admin"))
        .toList();
  }

  private static boolean isJetty(ServerKind kind) {
    return kind == JETTY_EE10 || kind == JETTY_EE11;
  }

  private Seen see(ServerKind kind, Deployment deployment, String request, String key)
      throws IOException {
    try (Visit visit = new Visit(servers.at(kind), deployment)) {
      return visit.see(Row.of(request, request, ExpectedOutcome.runs(), "api-key: " + key));
    }
  }

  private static void assertTold(Seen seen, String request, int left) {
    assertThat(seen.status()).as(request).isBetween(200, 410).isNotEqualTo(401);
    for (String header : HEADERS) {
      assertThat(seen.headers(header)).as(request + " " + header).hasSize(1);
    }
    assertThat(seen.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(QUOTA));
    assertThat(seen.header("X-RateLimit-Remaining")).as(request).isEqualTo("" + left);
    assertThat(seen.header("RateLimit")).startsWith("\"p31d\";r=" + left + ";t=");
    assertThat(seen.header("RateLimit-Policy")).isEqualTo("\"p31d\";q=20;w=2678400");
    long reset = Long.parseLong(seen.header("X-RateLimit-Reset"));
    assertThat(reset - System.currentTimeMillis() / 1000).isBetween(-1L, MONTH);
  }

  private static void assertDenied(Seen seen) {
    assertThat(seen.status()).isEqualTo(429);
    assertThat(seen.ran()).isEmpty();
    assertThat(seen.text()).contains("\"code\":\"rate_limited\",\"violated-policies\":[\"p31d\"]}");
    assertThat(seen.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(Long.parseLong(seen.header("Retry-After"))).isBetween(1L, MONTH);
    assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
  }

  private static void assertNotTold(Seen seen) {
    for (String header : HEADERS) {
      assertThat(seen.headers(header)).isEmpty();
    }
  }
}
