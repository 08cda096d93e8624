package org.nexusauth.faults.stuck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.server.GuardedServer;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** F10, F11: a store of somebody's own that fails or hangs, behind a real server. */
final class OwnStoreIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final TestKey KEY = KEYS.key();
  private static final int SLOTS = 64;
  private static final int REQUESTS = 180;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final OwnStore store = new OwnStore();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private ApiKeyGate gate;
  private Tomcat tomcat;

  @BeforeEach
  void start() throws Exception {
    gate = ApiKeyGate.builder(KEYS.settings()).store(store).build();
    tomcat = GuardedServer.by(gate, folder);
    tomcat.start();
    await().atMost(SOON).until(() -> ask().statusCode() == 200);
  }

  @AfterEach
  void end() throws Exception {
    stuck.countDown();
    tomcat.stop();
    tomcat.destroy();
    gate.close();
    await().atMost(SOON).until(() -> store.inside() == 0);
    await().atMost(SOON).until(() -> threads() == 0);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nexus-auth-status"))
        .count();
  }

  private HttpRequest request() {
    URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/api/hello");
    return HttpRequest.newBuilder(uri).header("api-key", KEY.text()).build();
  }

  private HttpResponse<Void> ask() throws IOException, InterruptedException {
    return client.send(request(), BodyHandlers.discarding());
  }

  /** Does not end when it is interrupted, as some drivers do not. */
  private KeyStatus hang(KeySubject key) {
    while (stuck.getCount() > 0) {
      try {
        stuck.await();
      } catch (InterruptedException e) {
        Thread.onSpinWait();
      }
    }
    return KeyStatus.active();
  }

  @Test
  @Timeout(60)
  void stuckStore_holdsAsManyThreadsAsThereAreSlotsAndNobodyElse() {
    store.behave(this::hang);
    long start = System.nanoTime();
    List<CompletableFuture<HttpResponse<Void>>> answers =
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> client.sendAsync(request(), BodyHandlers.discarding()))
            .toList();
    answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(store.mostInside()).isLessThanOrEqualTo(SLOTS);
    assertThat(threads()).isLessThanOrEqualTo(SLOTS);
    assertThat(answers.get(0).join().headers().firstValue("Retry-After")).isPresent();
    Results.add(
        "own-store", REQUESTS + " requests at a stuck store refused in " + took.toMillis() + " ms");
    assertThat(took).isLessThan(SOON);

    store.behave(OwnStore.GOOD);
    stuck.countDown();
    await().atMost(SOON).until(() -> ask().statusCode() == 200);
  }

  /** What a store does, given the test that it runs in. */
  private interface Failure {
    KeyStatus answer(OwnStoreIT test, KeySubject key);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        failure("null", (test, key) -> null),
        failure("unchecked", (test, key) -> fail(new IllegalStateException("secret"))),
        failure("no memory", (test, key) -> fail(new OutOfMemoryError("secret"))),
        failure("no stack", (test, key) -> recurse(key)),
        failure("linkage", (test, key) -> fail(new NoClassDefFoundError("secret"))),
        failure("late", OwnStoreIT::hang),
        failure("re-entering", OwnStoreIT::enterAgain));
  }

  private static Arguments failure(String name, Failure behaviour) {
    return argumentSet(name, behaviour);
  }

  private static KeyStatus fail(RuntimeException thrown) {
    throw thrown;
  }

  private static KeyStatus fail(Error thrown) {
    throw thrown;
  }

  @SuppressWarnings("InfiniteRecursion") // That is the failure.
  private static KeyStatus recurse(KeySubject key) {
    return recurse(key);
  }

  /** Asks the server about a key, which asks this store. */
  private KeyStatus enterAgain(KeySubject key) {
    try {
      if (ask().statusCode() == 200) {
        return KeyStatus.active();
      }
      throw new IllegalStateException("it was asked again, and did not know");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  @Timeout(60)
  void failingStore_isUnavailableAndTheNextRequestIsServed(Failure behaviour) throws Exception {
    store.behave(key -> behaviour.answer(this, key));
    HttpResponse<Void> refused = ask();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();

    store.behave(OwnStore.GOOD);
    stuck.countDown();
    await().atMost(SOON).until(() -> ask().statusCode() == 200);
    assertThat(store.mostInside()).isLessThanOrEqualTo(SLOTS);
  }
}
