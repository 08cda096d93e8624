package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * T01: keys of many integrations, good, bad and revoked meanwhile, over 64 connections to Tomcat;
 * each answer is that of its own request.
 */
final class MixedTrafficIT {
  private static final int CONNECTIONS = 64;
  private static final int REVOCABLE = 40;
  private static final int LEAST = 10;

  private final Guarded guarded =
      // Fewer in the cache than there are keys, so that some are always verified anew.
      Guarded.with("revocation.store", "memory", "cache.size", "30", "paths.exclude", "/open");

  private final AtomicReferenceArray<Revocable> revocable = new AtomicReferenceArray<>(REVOCABLE);
  private final Map<String, String> bad = new ConcurrentHashMap<>();
  private final List<String> others;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private TestServer server;

  MixedTrafficIT() {
    TestKey key = Guarded.KEYS.key().integration("int_nobody");
    String text = key.text();
    bad.put(key.expired().text(), "key_expired");
    bad.put(key.notYetValid().text(), "key_not_yet_valid");
    bad.put(key.forged().text(), "key_invalid");
    bad.put(key.header("kid", "unknown").text(), "key_invalid");
    bad.put(key.without("organizationId").text(), "key_invalid");
    bad.put(text.substring(0, text.length() - 1), "key_malformed");
    bad.put("Bearer " + text, "key_bearer_prefix");
    bad.put(text + "," + text, "key_repeated");
    bad.put("", "key_missing");
    others = List.copyOf(bad.keySet());
  }

  /** Says who calls by each way there is, and once more after some time. */
  private static final class Who extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String first = caller(request);
      response.flushBuffer(); // Others have their turn.
      response.getWriter().print(first + " " + caller(request));
    }

    private static String caller(HttpServletRequest request) {
      return EchoingServlet.caller(request)
          + " "
          + request.getRemoteUser()
          + " "
          + ApiKeyFilter.verifiedKey(request).map(VerifiedApiKey::keyId).orElse("none");
    }
  }

  /** A good key that some thread revokes while others use it. */
  private static final class Revocable {
    private final String id;
    private final TestKey key;
    private final String text;
    private volatile boolean begun;
    private volatile boolean done;

    Revocable(int number) {
      id = "key-" + number;
      key = Guarded.KEYS.key().id(id).integration("int_" + number);
      text = key.text();
    }

    void revokeAt(RevocationWriter store) {
      begun = true;
      store.revoke(key.revocation("leaked"));
      done = true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    server =
        TestServer.start(
            context -> {
              guarded.guard(context, "/*");
              TestServer.servlet(context, "who", new Who(), "/*");
            });
    // Tomcat closes a connection after a hundred requests unless it is told otherwise.
    server.connector().setProperty("maxKeepAliveRequests", "-1");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  @Test
  @Timeout(60)
  void answers_overManyConnections_areThoseOfTheirRequests() throws InterruptedException {
    run(Duration.ofSeconds(2));
  }

  @Test
  @Tag("deep")
  @Timeout(300)
  void answers_overManyConnectionsForMinutes_areThoseOfTheirRequests() throws InterruptedException {
    run(Duration.ofMinutes(3));
  }

  private void run(Duration duration) throws InterruptedException {
    for (int slot = 0; slot < REVOCABLE; slot++) {
      revocable.set(slot, new Revocable(made.incrementAndGet()));
    }
    long end = System.nanoTime() + duration.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 1);
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.execute(() -> noting(() -> askUntil(end)));
    }
    threads.execute(() -> noting(() -> revokeUntil(end)));
    threads.shutdown();
    assertThat(threads.awaitTermination(duration.toSeconds() + 40, TimeUnit.SECONDS)).isTrue();

    assertThat(problems).isEmpty();
    assertThat(answers).hasValueGreaterThanOrEqualTo(CONNECTIONS * LEAST);
    assertThat(made).hasValueGreaterThanOrEqualTo(REVOCABLE + LEAST);
  }

  private interface Work {
    void run() throws IOException;
  }

  private void noting(Work work) {
    try {
      work.run();
    } catch (IOException | RuntimeException | Error e) {
      problems.add(e.toString());
    }
  }

  private void askUntil(long end) throws IOException {
    ThreadLocalRandom dice = ThreadLocalRandom.current();
    try (RawHttpClient http = server.connect()) {
      for (int asked = 0; isOn(end, asked); asked++) {
        switch (dice.nextInt(6)) {
          case 0, 1 -> askBad(http, others.get(dice.nextInt(others.size())));
          case 2 -> askOpen(http);
          default -> askRevocable(http, revocable.get(dice.nextInt(REVOCABLE)));
        }
        answers.incrementAndGet();
      }
    }
  }

  /** On a machine that has much to do, time is not enough. */
  private boolean isOn(long end, int done) {
    return (System.nanoTime() < end || done < LEAST) && problems.isEmpty();
  }

  private void askBad(RawHttpClient http, String text) throws IOException {
    RawHttpClient.Answer answer = ask(http, "/x", text);
    expect(answer, 401, "\"code\":\"" + bad.get(text) + "\"", text);
  }

  private void askOpen(RawHttpClient http) throws IOException {
    expect(ask(http, "/open", others.get(0)), 200, "none null none none null none", "open");
  }

  private void askRevocable(RawHttpClient http, Revocable key) throws IOException {
    boolean mustBeRefused = key.done;
    RawHttpClient.Answer answer = ask(http, "/x", key.text);
    boolean mustBeGranted = !key.begun;
    boolean refused = mustBeRefused || (!mustBeGranted && answer.status() == 401);
    String caller = key.id.replace("key-", "int_");
    String seen = caller + " " + caller + " " + key.id;
    expect(
        answer,
        refused ? 401 : 200,
        refused ? "\"code\":\"key_revoked\"" : seen + " " + seen,
        key.id);
  }

  private static RawHttpClient.Answer ask(RawHttpClient http, String path, String text)
      throws IOException {
    return http.exchange(TestServer.request("GET " + path, "api-key: " + text));
  }

  private void expect(RawHttpClient.Answer answer, int status, String part, String asked) {
    boolean right =
        answer.status() == status
            && (status == 200 ? answer.body().equals(part) : answer.body().contains(part));
    if (!right) {
      problems.add(asked + " answered " + answer.status() + " " + answer.body());
    }
  }

  /** Revokes a key, asks for it once more, and puts a new one in its place. */
  private void revokeUntil(long end) throws IOException {
    RevocationWriter store = guarded.gate.revocationWriter().orElseThrow();
    try (RawHttpClient http = server.connect()) {
      for (int revoked = 0; isOn(end, revoked); revoked++) {
        int slot = ThreadLocalRandom.current().nextInt(REVOCABLE);
        Revocable key = revocable.get(slot);
        key.revokeAt(store);
        askRevocable(http, key);
        revocable.set(slot, new Revocable(made.incrementAndGet()));
      }
    }
  }
}
