package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.NodeClients;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.RequestBurst;
import org.nexusauth.sample.running.Running;
import org.nexusauth.sample.running.SampleKeys;

/** The limits of keys, as the contract's clients see them. */
class KeyLimitsIT {
  private static final String ME = "/api/public/v1/me";

  @RegisterExtension static final Running RUNNING = new Running();

  private static String keyOfPlan(String plan) {
    return SampleKeys.of(RUNNING.sample(), key -> key.claim("plan", plan));
  }

  private static Reply send(String key, int ignored) {
    return new Client(RUNNING.sample().url()).key(key).get(ME);
  }

  @Test
  void developmentKey_hasTenRequestsAMinute() {
    RequestBurst burst =
        RequestBurst.withinOneWindow(() -> keyOfPlan("development"), KeyLimitsIT::send, 13);

    assertThat(burst.passed()).hasSize(10);
    for (int i = 0; i < 10; i++) {
      assertThat(burst.passed().get(i).header("X-RateLimit-Remaining"))
          .isEqualTo(String.valueOf(9 - i));
    }
    assertThat(burst.denied()).hasSize(3).allSatisfy(KeyLimitsIT::requireHonestDenial);
  }

  private static void requireHonestDenial(Reply reply) {
    JsonObject body = reply.refused(429, "Rate limit exceeded");
    assertThat(body.getString("code")).isEqualTo("rate_limited");
    assertThat(body.getJsonArray("violated-policies").getString(0)).isEqualTo("minute");
    assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("10");
    assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo("0");
    long reset = Long.parseLong(reply.header("X-RateLimit-Reset"));
    long wait = Long.parseLong(reply.header("Retry-After"));
    assertThat(wait).isBetween(1L, 60L);
    assertThat(Instant.now().getEpochSecond() + wait).isGreaterThanOrEqualTo(reset);
  }

  @Test
  void answersOfBothFilters_tellWhatIsLeft() {
    String key = keyOfPlan("development");
    Client client = new Client(RUNNING.sample().url()).key(key);

    Reply byAnnotation = client.get(ME);
    Reply byFilter = client.get("/api/public/thread/00000000-0000-0000-0000-000000000000");
    Reply denied = client.send("POST", "/api/admin/keys/revoke", "{}");

    assertThat(byAnnotation.status()).isEqualTo(200);
    assertThat(byFilter.status()).isEqualTo(404);
    assertThat(denied.status()).isEqualTo(403);
    for (Reply reply : new Reply[] {byAnnotation, byFilter, denied}) {
      assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("10");
      assertThat(reply.header("RateLimit-Policy"))
          .isEqualTo("\"minute\";q=10;w=60, \"hour\";q=100;w=3600");
    }
  }

  @Test
  void sdk_overItsLimit_waitsAndSucceeds() {
    Path target = Path.of(System.getProperty("sample.jar")).getParent();
    NodeClients clients =
        NodeClients.install(target.resolve("node-clients"), RUNNING.sample().url());
    RequestBurst burst =
        RequestBurst.withinOneWindow(() -> keyOfPlan("sprint"), KeyLimitsIT::send, 3);
    assertThat(burst.denied()).hasSize(1);

    // Six requests at two in 3 seconds: whatever has passed by now, some of them are denied first.
    NodeClients.Result result =
        clients.node(
            Path.of("src/test/node/limits.mjs").toAbsolutePath(),
            Map.of("KEY", keyOfPlan("sprint"), "REQUESTS", "6"));

    assertThat(result.exitCode()).as(result.error()).isZero();
    assertThat(result.output().strip()).isEqualTo("6 of 6, denied at times: true");
  }
}
