package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.sample.running.Admin;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Running;
import org.nexusauth.sample.running.SampleKeys;

/** A stream of server-sent events ends when the key that it was opened with is revoked. */
class EventStreamIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static final String EVENTS = "/api/public/v1/events";

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void stream_withoutAKey_isRefused() {
    new Client(RUNNING.sample().url()).get(EVENTS).refused(401, "Invalid API key");
  }

  @Test
  void stream_whoseKeyIsRevoked_ends() {
    String key = SampleKeys.of(RUNNING.sample(), kind -> kind.claim("jti", "stream-1"));
    CompletableFuture<Void> reading = listen(key);
    await().untilAsserted(() -> assertThat(lines).contains("event: tick", "data: 2"));

    Admin.of(RUNNING.sample()).revoke(key, "leaked").object();

    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(lines).contains("event: end", "data: key_revoked"));
    await().until(reading::isDone);
    assertThat(reading).isCompleted();
  }

  private CompletableFuture<Void> listen(String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RUNNING.sample().url() + EVENTS))
            .header("api-key", key)
            .build();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .sendAsync(request, BodyHandlers.ofLines())
        .thenAcceptAsync(response -> response.body().forEach(lines::add));
  }
}
