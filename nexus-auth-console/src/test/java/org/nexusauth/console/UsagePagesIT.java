package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.reason.Reason;
import org.nexusauth.testkit.MemoryUsageStore;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageStoreException;

/** Usage and the error log in the browser. */
class UsagePagesIT {
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static final MemoryUsageStore USAGE = new MemoryUsageStore();
  private static final Instant NOW = currentTime();
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;";
  private static final String ACME = "organizations/acme/";
  private static ConsoleServer server;
  private static ManagementServices counting;
  private static volatile ManagementServices used;
  private static String integration;
  private static String key;

  private static Instant currentTime() {
    return Instant.now();
  }

  @BeforeAll
  static void start() throws Exception {
    counting = MANAGEMENT.withUsage(USAGE);
    used = counting;
    server = ConsoleServer.start(() -> used);
    integration = TestManagement.prepareIntegration(server, "acme", "Shop");
    ObjectNode newKey = TestManagement.members("name", "Main", "environment", "production");
    newKey.putArray("permissions").add("read");
    Answer made =
        server
            .as("admin")
            .post("/organizations/acme/integrations/" + integration + "/keys", newKey);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    key = made.json().path("record").path("id").asText();
    writeUsage();
  }

  private static void writeUsage() {
    KeyId id = new KeyId("acme", integration, key);
    Map<Outcome, Long> outcomes =
        Map.of(Outcome.ofStatus(200), 41L, Outcome.denied(Reason.RATE_LIMITED), 7L);
    Map<UsageDetail, RequestCounts> details =
        Map.of(
            new UsageDetail(UsageDetail.Kind.ROUTE, "/orders/{id}"),
            new RequestCounts(48, 7, 0),
            new UsageDetail(UsageDetail.Kind.CLIENT_VERSION, HOSTILE),
            RequestCounts.NONE);
    DeniedRequest limited = denial(id, Reason.RATE_LIMITED, "req-limited", HOSTILE);
    DeniedRequest revoked = denial(id, Reason.KEY_REVOKED, "req-revoked", "2.0.1");
    USAGE.write(
        new UsageBatch(
            "node-1",
            1,
            NOW,
            List.of(new KeyMinute(id, NOW.truncatedTo(ChronoUnit.MINUTES), outcomes, details)),
            List.of(limited, revoked),
            0));
  }

  private static DeniedRequest denial(KeyId id, Reason reason, String requestId, String version) {
    return new DeniedRequest(
        NOW, id, reason, "detail", "GET", "/orders/{id}", "10.2.0.0/24", requestId, version);
  }

  @BeforeEach
  void countUsage() {
    used = counting;
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Answer open(String user, String path) {
    return server.as(user).send("GET", "/app/nexus/" + path, new byte[0]);
  }

  private static List<String> places() {
    String inIntegration = ACME + "integrations/" + integration + "/";
    return List.of(ACME, inIntegration, inIntegration + "keys/" + key + "/");
  }

  @Test
  void usage_ofEachPlace_hasItsFiguresInEachPeriod() {
    for (String place : places()) {
      for (String period : List.of("1h", "24h", "7d", "30d", "12m")) {
        Answer answer = open("viewer", place + "usage?period=" + period);
        assertThat(answer.status()).as(place + period).isEqualTo(200);
        assertThat(answer.body())
            .contains("<dd>48</dd>", "/orders/{id}", "role=\"img\"", "Complete up to", ESCAPED)
            .doesNotContain(HOSTILE);
      }
    }
  }

  @Test
  void download_hasOneLineAStep() {
    Answer answer = open("viewer", ACME + "usage/export?period=1h");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/csv");
    assertThat(answer.header("Content-Disposition")).contains("attachment");
    assertThat(answer.body())
        .hasLineCount(61)
        .startsWith("start,2xx,rate_limited\r\n")
        .contains(NOW.truncatedTo(ChronoUnit.MINUTES) + ",41,7\r\n");
  }

  @Test
  void errorLog_ofEachPlace_hasReasonRequestAndOrigin() {
    for (String place : places()) {
      assertThat(open("viewer", place + "errors").body())
          .contains("rate_limited", "key_revoked", "10.2.0.0/24", "req-limited", "/orders/{id}")
          .contains(ESCAPED)
          .doesNotContain(HOSTILE);
    }
  }

  @Test
  void errorLog_isFiltered() {
    assertThat(open("viewer", ACME + "errors?reason=key_revoked").body())
        .contains("req-revoked")
        .doesNotContain("req-limited");
    assertThat(open("viewer", ACME + "errors?requestId=req-limited").body())
        .contains("req-limited")
        .doesNotContain("req-revoked");
    assertThat(open("viewer", ACME + "errors?to=2020-01-01T00:00").body())
        .contains("No denial fits");
    assertThat(open("viewer", ACME + "errors?limit=1&to=2099-01-01T00:00").body())
        .containsPattern("href=\"\\?[^\"]*to=2099[^\"]*cursor=[^\"]+\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"errors?reason=none", "errors?from=yesterday", "usage?period=2h", "usage?x=1"})
  void query_thatIsWrong_isReported(String page) {
    assertThat(open("viewer", ACME + page).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"usage", "usage/export", "errors"})
  void others_findNothing(String page) {
    for (String place : places()) {
      assertThat(open("rival", place + page).status()).as(place).isEqualTo(404);
    }
  }

  @Test
  void usage_thatIsOff_namesItsSetting() {
    used = MANAGEMENT.withUsage(null);
    for (String page : List.of("usage", "errors")) {
      assertThat(open("viewer", ACME + page).body())
          .contains("nexus.auth.usage.store")
          .doesNotContain("<svg viewBox=\"0 0", "<table");
    }
    assertThat(open("viewer", ACME + "usage/export").status()).isEqualTo(404);
  }

  @Test
  void usage_thatIsAway_isSaid() {
    UsageReader away =
        (UsageReader)
            Proxy.newProxyInstance(
                UsageReader.class.getClassLoader(),
                new Class<?>[] {UsageReader.class},
                (proxy, method, arguments) -> {
                  throw new UsageStoreException("away", new IllegalStateException());
                });
    used = MANAGEMENT.withUsage(away);
    for (String page : List.of("usage", "usage/export", "errors")) {
      Answer answer = open("viewer", ACME + page);
      assertThat(answer.status()).as(page).isEqualTo(503);
      assertThat(answer.body()).contains("store of usage does not answer");
    }
  }
}
