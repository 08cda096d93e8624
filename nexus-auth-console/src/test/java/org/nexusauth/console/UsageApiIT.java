package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;

/** Usage and the error log by the API. Every answer is held to the description. */
class UsageApiIT {
  private static final OpenApiContract CONTRACT = OpenApiContract.read();
  private static final Instant MINUTE = currentMinute();

  private static TestManagement management;
  private static ConsoleServer server;
  private static String integration;

  private static Instant currentMinute() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES);
  }

  @BeforeAll
  static void start() throws Exception {
    management = new TestManagement();
    server = ConsoleServer.start(() -> management.servicesWithUsage);
    integration = TestManagement.prepareIntegration(server, "acme", "Orders");
    TestManagement.prepareIntegration(server, "other", "Theirs");
    management.usage.write(
        new UsageBatch(
            "node-1",
            1,
            MINUTE,
            List.of(countOf("key-1", 3), countOf("key-2", 1)),
            List.of(
                denialOf("req-1", Reason.KEY_EXPIRED, MINUTE),
                denialOf("req-2", Reason.RATE_LIMITED, MINUTE.minusSeconds(60)),
                denialOf("req-3", Reason.KEY_EXPIRED, MINUTE.minusSeconds(7_200))),
            0));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static KeyMinute countOf(String key, long denied) {
    return new KeyMinute(
        new KeyId("acme", integration, key),
        MINUTE,
        Map.of(Outcome.ofStatus(200), 10L, Outcome.denied(Reason.KEY_EXPIRED), denied),
        Map.of(
            new UsageDetail(UsageDetail.Kind.ROUTE, "/orders/{id}"),
            new RequestCounts(10 + denied, denied, 0)));
  }

  private static DeniedRequest denialOf(String requestId, Reason reason, Instant at) {
    return new DeniedRequest(
        at,
        new KeyId("acme", integration, "key-1"),
        reason,
        "a cause",
        "GET",
        null,
        "10.2.0.0/24",
        requestId,
        null);
  }

  private static String path(String place) {
    return "/organizations/acme" + place.replace("INT", integration);
  }

  private static Answer get(String user, String path) {
    return CONTRACT.check("GET", path, server.as(user).get(path));
  }

  private static List<String> requestIds(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    answer.json().path("items").forEach(item -> ids.add(item.path("requestId").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "'', 24, 4",
    "/integrations/INT, 24, 4",
    "/integrations/INT/keys/key-1, 13, 3",
    "/integrations/INT/keys/unused, 0, 0"
  })
  void usage_ofAPlace_hasItsRequests(String place, long requests, long denied) {
    Answer answer = get("viewer", path(place + "/usage"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode usage = answer.json();
    assertThat(usage.path("requests").asLong()).isEqualTo(requests);
    assertThat(usage.path("denied").asLong()).isEqualTo(denied);
    assertThat(usage.path("period").asText()).isEqualTo("24h");
    assertThat(usage.path("stepSeconds").asLong()).isEqualTo(900);
    long summed =
        usage.path("series").findValues("steps").stream()
            .flatMapToLong(
                steps -> IntStream.range(0, steps.size()).mapToLong(i -> steps.path(i).asLong()))
            .sum();
    assertThat(summed).isEqualTo(requests);
    assertThat(usage.at("/routes/0/requests").asLong()).isEqualTo(requests);
  }

  @ParameterizedTest
  @CsvSource({"1h, 60, 60", "24h, 900, 96", "7d, 3600, 168", "30d, 21600, 120", "12m, 86400, 365"})
  void usage_ofAPeriod_hasItsSteps(String period, long seconds, int steps) {
    JsonNode usage = get("viewer", path("/usage?period=" + period)).json();
    assertThat(usage.path("stepSeconds").asLong()).isEqualTo(seconds);
    assertThat(usage.at("/series/0/steps").size()).isEqualTo(steps);
    assertThat(usage.at("/series/0/outcome").asText()).isEqualTo("2xx");
    assertThat(usage.at("/series/1/outcome").asText()).isEqualTo("key_expired");
  }

  @ParameterizedTest
  @CsvSource({
    "'', req-1 req-2 req-3",
    "?reason=key_expired, req-1 req-3",
    "?requestId=req-2, req-2",
    "?requestId=req-9, ''"
  })
  void errors_withAFilter_areThoseOfIt(String query, String expected) {
    for (String place : List.of("", "/integrations/INT", "/integrations/INT/keys/key-1")) {
      List<String> found = requestIds(get("viewer", path(place + "/errors" + query)));
      assertThat(String.join(" ", found)).isEqualTo(expected);
    }
  }

  @Test
  void errors_withTimes_areThoseBetween() {
    String from = MINUTE.minusSeconds(60).toString();
    assertThat(requestIds(get("viewer", path("/errors?from=" + from + "&to=" + MINUTE))))
        .containsExactly("req-2");
  }

  @Test
  void errors_inParts_areAllThereOnce() {
    Answer first = get("viewer", path("/errors?limit=2"));
    String cursor = first.text("nextCursor");
    Answer second = get("viewer", path("/errors?limit=2&cursor=" + cursor));
    assertThat(requestIds(first)).containsExactly("req-1", "req-2");
    assertThat(requestIds(second)).containsExactly("req-3");
    assertThat(second.json().path("nextCursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usage?period=2h",
        "/usage?step=1",
        "/errors?reason=none",
        "/errors?from=yesterday",
        "/errors?limit=0",
        "/errors?limit=201",
        "/errors?cursor=other",
        "/errors?state=open"
      })
  void query_thatIsWrong_is400(String query) {
    Answer answer = get("viewer", path(query));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("type")).endsWith("invalid-request");
    assertThat(answer.json().path("errors")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usage",
        "/errors",
        "/integrations/INT/usage",
        "/integrations/INT/errors",
        "/integrations/INT/keys/key-1/usage",
        "/integrations/INT/keys/key-1/errors"
      })
  void organization_ofOthers_is404(String place) {
    assertThat(get("rival", path(place)).status()).isEqualTo(404);
    String unknown = "/organizations/none" + place.replace("INT", integration);
    assertThat(get("admin", unknown).status()).isEqualTo(404);
    assertThat(get("viewer", path(place)).status()).isEqualTo(200);
  }

  @Test
  void usage_thatIsNotCounted_is404AndNamesTheSetting() throws Exception {
    try (ConsoleServer without = ConsoleServer.start(() -> management.services)) {
      for (String place : List.of("/usage", "/errors")) {
        Answer answer = without.as("viewer").get(path(place));
        CONTRACT.check("GET", path(place), answer);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("detail")).contains("nexus.auth.usage.store");
      }
    }
  }
}
