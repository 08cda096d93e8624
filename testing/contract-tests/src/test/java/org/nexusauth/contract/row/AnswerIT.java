package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/** Of each request with a genuine key a gate tells the outcome once, at each filter and server. */
@ExtendWith(ServersExtension.class)
final class AnswerIT {
  private static final Map<String, String> OUTCOMES = outcomes();

  private final Servers servers;

  AnswerIT(Servers servers) {
    this.servers = servers;
  }

  private static Map<String, String> outcomes() {
    Map<String, String> outcomes = new LinkedHashMap<>();
    outcomes.put("GET {ctx}/api/answer?plain", "2xx");
    outcomes.put("HEAD {ctx}/api/answer?plain", "2xx");
    outcomes.put("GET {ctx}/api/answer?flushed", "2xx");
    outcomes.put("GET {ctx}/api/answer?async", "2xx");
    outcomes.put("GET {ctx}/api/answer?dispatched", "2xx");
    outcomes.put("GET {ctx}/api/answer?not-modified", "3xx");
    outcomes.put("GET {ctx}/api/answer?gone", "4xx");
    outcomes.put("GET {ctx}/api/answer?error", "4xx");
    outcomes.put("GET {ctx}/api/answer?fails", "5xx");
    outcomes.put("GET {ctx}/api/admin", "permission_missing");
    return outcomes;
  }

  static Stream<Arguments> guarded() {
    return Stream.of(ServerKind.values())
        .flatMap(
            kind -> Deployment.GUARDED.stream().map(deployment -> Arguments.of(kind, deployment)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("guarded")
  void answer_toAGenuineKey_isToldOnceWithItsOutcome(ServerKind kind, Deployment deployment)
      throws IOException {
    String key = SentKeys.sent(KEYS.key().text());
    for (Map.Entry<String, String> one : OUTCOMES.entrySet()) {
      assertTold(kind, deployment, one.getKey(), key, one.getValue());
    }
    String expired = KEYS.key().expired().text();
    assertTold(kind, deployment, "GET {ctx}/api/answer?plain", expired, "key_expired");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("guarded")
  void answer_toOtherKeysAndPaths_isNotTold(ServerKind kind, Deployment deployment)
      throws IOException {
    String good = KEYS.key().text();
    String forged = KEYS.key().forged().text();
    try (Visit visit = new Visit(servers.at(kind), deployment)) {
      Seen denied = see(visit, "GET {ctx}/api/answer?plain", forged);
      assertThat(denied.status()).isEqualTo(401);
      assertThat(denied.answers()).isEmpty();
      assertThat(see(visit, "GET {ctx}/public/answer?plain", good).answers()).isEmpty();
    }
  }

  private void assertTold(
      ServerKind kind, Deployment deployment, String request, String key, String outcome)
      throws IOException {
    try (Visit visit = new Visit(servers.at(kind), deployment)) {
      Seen seen = see(visit, request, key);
      // The client may have the answer before the server has ended the request.
      await()
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(
              () ->
                  assertThat(visit.journalOf(seen).answers())
                      .as(request)
                      .hasSize(1)
                      .allMatch(line -> isExpected(line, outcome)));
    }
  }

  /** A denial before JAX-RS looks for a resource has no route. */
  private static boolean isExpected(String line, String outcome) {
    String route = outcome.endsWith("xx") ? "/api/answer" : "";
    return line.startsWith("answer " + outcome + " of " + route);
  }

  private static Seen see(Visit visit, String request, String key) throws IOException {
    return visit.see(Row.of(request, request, ExpectedOutcome.runs(), "api-key: " + key));
  }
}
