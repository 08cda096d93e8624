package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.SampleProcess;
import org.nexusauth.testkit.TestKeys;

/** A flood of made-up keys: in a sample of its own, because it holds up the others' new keys. */
class SampleFailureLimitIT {
  private static final String BY_ANNOTATION = "/api/public/v1/me";
  private static final String BY_FILTER = "/api/public/thread/550e8400-e29b-41d4-a716-446655440000";

  @Test
  void flood_ofMadeUpKeys_isRefusedAfter600AndHoldsUpNoKnownKey(@TempDir Path scratch) {
    try (SampleProcess sample = SampleProcess.start(scratch).awaitUp()) {
      Client known = new Client(sample.url()).key(sample.key("read-write.key"));
      Client forger = new Client(sample.url()).key(TestKeys.create().key().text());
      known.get(BY_ANNOTATION).object();

      assertThat(lookedAt(forger)).isGreaterThanOrEqualTo(600);

      // Both filters, which share a gate. The address's minute may end at any time, and 600 more
      // are looked at.
      assertHeldUp(forger, BY_ANNOTATION);
      assertHeldUp(forger, BY_FILTER);
      known.get(BY_ANNOTATION).object();
      known.get(BY_FILTER).refused(404, "Session not found");
      assertThat(sample.error())
          .containsOnlyOnce("NEXUS-1050 127.0.0.1 sent more than 600 invalid keys");
    }
  }

  /** How many forged keys were looked at until one was not. */
  private static int lookedAt(Client forger) {
    for (int count = 0; count < 10_000; count++) {
      Reply reply = forger.get(count % 2 == 0 ? BY_ANNOTATION : BY_FILTER);
      if (reply.response().statusCode() == 429) {
        return count;
      }
      assertThat(reply.refused(401, "Invalid API key").getString("code")).isEqualTo("key_invalid");
    }
    throw new AssertionError("10,000 forged keys were looked at");
  }

  private static void assertHeldUp(Client forger, String path) {
    Reply reply = forger.get(path);
    while (reply.response().statusCode() == 401) {
      reply = forger.get(path);
    }
    JsonObject body = reply.refused(429, "Rate limit exceeded");
    assertThat(body.getString("error")).isEqualTo("Too Many Requests");
    assertThat(body.getString("code")).isEqualTo("too_many_failures");
    assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
  }
}
