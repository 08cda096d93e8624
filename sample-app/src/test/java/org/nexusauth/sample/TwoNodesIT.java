package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.sample.running.Admin;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.RequestBurst;
import org.nexusauth.sample.running.SampleKeys;
import org.nexusauth.sample.running.SampleProcess;

/** Two nodes by one command: a key dies on both. The last tests break what they share. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

  private static final String ME = "/api/public/v1/me";
  private static final int TIMES = 5;

  @TempDir static Path scratch;

  private static SampleProcess sample;
  private static List<String> urls;

  @BeforeAll
  static void start() {
    int port = SampleProcess.twoFreePorts();
    Map<String, String> environment =
        Map.of(
            "NEXUS_AUTH_REVOCATION_MAX_STALENESS",
            "15",
            "NEXUS_AUTH_LIMIT_PLANS",
            "contract=60/minute+1000/hour");
    sample = SampleProcess.start(scratch, port, environment, "--nodes", "2").awaitUp();
    urls = List.of("http://127.0.0.1:" + port, "http://127.0.0.1:" + (port + 1));
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @Test
  @Order(1)
  void greeting_hasTheLinesToTry() {
    String key = sample.key("read-write.key");
    assertThat(sample.output().lines().map(String::strip))
        .contains(
            "curl -i " + urls.get(0) + ME + " -H 'api-key: " + key + "'",
            "curl -i " + urls.get(1) + ME + " -H 'api-key: " + key + "'",
            "curl -i "
                + urls.get(0)
                + "/api/admin/keys/revoke -H 'api-key: "
                + sample.key("admin.key")
                + "' -H 'Content-Type: application/json' -d '{\"key\":\""
                + key
                + "\",\"reason\":\"leaked\"}'");
    assertThat(sample.output().lines())
        .anyMatch(line -> line.startsWith("node 1 | Console: " + urls.get(0) + "/console"))
        .anyMatch(line -> line.startsWith("node 2 | Console: " + urls.get(1) + "/console"));
    assertThat(sample.nodes()).hasSize(2).allMatch(ProcessHandle::isAlive);
  }

  /** With a key that comes to both nodes in turn, faster than it may. */
  @Test
  @Order(1)
  void requests_overBothNodes_areWithinOneLimit() {
    RequestBurst burst =
        RequestBurst.withinOneWindow(
            () -> SampleKeys.of(sample, key -> key.claim("plan", "contract")),
            (key, i) -> new Client(urls.get(i % 2)).key(key).get(ME),
            70);

    assertThat(burst.passed()).hasSize(60);
    assertThat(burst.denied()).hasSize(10);
    burst.denied().forEach(reply -> reply.refused(429, "Rate limit exceeded"));
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({"0, 1", "1, 0"})
  void key_revokedOnOneNode_diesOnTheOtherWithinASecond(int one, int other) {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      String key = SampleKeys.of(sample, kind -> kind);
      urls.forEach(url -> new Client(url).key(key).get(ME).object());
      admin(one).revoke(key, "leaked").object();
      long returned = System.nanoTime();
      assertRevoked(one, key);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(5))
          .until(() -> status(other, key) == 401);
      took.add(Duration.ofNanos(System.nanoTime() - returned));
      assertRevoked(other, key);
    }
    // The median: the machine may be busy.
    assertThat(took.stream().sorted().toList().get(TIMES / 2)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  @Order(3)
  void revocation_thatCannotBeStored_isSaidAndInForceHere() {
    String key = SampleKeys.of(sample, kind -> kind.claim("jti", "unstored"));
    urls.forEach(url -> new Client(url).key(key).get(ME).object());
    sample.freeze(true);
    try {
      Reply reply = admin(0).revoke(key, "leaked");
      JsonObject body = reply.refused(503, "The revocation could not be stored");
      assertThat(body.getString("hint")).contains("This node denies the key", "Send this again");
      assertThat(reply.header("Retry-After")).isNotBlank();
      assertRevoked(0, key);
      new Client(urls.get(1)).key(key).get(ME).object();
    } finally {
      sample.freeze(false);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> admin(0).revoke(key, "leaked").response().statusCode() == 200);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> status(1, key) == 401);
    assertThat(sample.error()).contains("NEXUS-1604 the revocation of key unstored");
  }

  @Test
  @Order(4)
  void node_thatCannotKnowWhatIsRevoked_isNotReadyButAlive() {
    Client probe = new Client(urls.get(0));
    assertThat(probe.get("/health/ready").object().getString("status")).isEqualTo("UP");
    sample.freeze(true);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> probe.get("/health/ready").response().statusCode() == 503);
      assertThat(status(0, sample.key("read-write.key"))).isEqualTo(503);
      Reply health = probe.get("/health");
      assertThat(health.response().statusCode()).isEqualTo(503);
      assertThat(health.response().body())
          .startsWith("{\"status\":\"DOWN\",")
          .contains(
              "{\"name\":\"api-key-status\",\"status\":\"DOWN\",\"data\":{}}",
              "{\"name\":\"nexus-auth\",\"status\":\"DOWN\"",
              "\"revocations\":\"DOWN\"");
      assertThat(probe.get("/health/live").response().statusCode()).isEqualTo(200);
    } finally {
      sample.freeze(false);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> probe.get("/health/ready").response().statusCode() == 200);
    assertThat(status(0, sample.key("read-write.key"))).isEqualTo(200);
  }

  @Test
  @Order(5)
  void node_thatIsKilled_takesNothingFromTheOther() {
    String key = SampleKeys.of(sample, kind -> kind);
    new Client(urls.get(0)).key(key).get(ME).object();
    List<ProcessHandle> nodes = sample.nodes();
    nodes.get(0).destroyForcibly();
    nodes.get(0).onExit().join();
    admin(1).revoke(key, "leaked").object();
    assertRevoked(1, key);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> sample.error().contains("Node 1 has ended (exit code 137)"));

    sample.interrupt();
    assertThat(sample.awaitExit()).isEqualTo(130);
    assertThat(nodes.get(1).isAlive()).isFalse();
    assertThat(sample.error()).doesNotContain("eyJ", "\tat ");
  }

  private static Admin admin(int node) {
    return Admin.at(urls.get(node), sample.key("admin.key"));
  }

  private static int status(int node, String key) {
    return new Client(urls.get(node)).key(key).get(ME).response().statusCode();
  }

  private static void assertRevoked(int node, String key) {
    JsonObject body = new Client(urls.get(node)).key(key).get(ME).refused(401, "Invalid API key");
    assertThat(body.getString("code")).isEqualTo("key_revoked");
  }
}
