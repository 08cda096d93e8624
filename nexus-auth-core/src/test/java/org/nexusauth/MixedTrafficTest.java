package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.decision.Decision;
import org.nexusauth.reason.Reason;

/**
 * T01: good and bad keys of many integrations concurrently; each answer is that of its own request.
 */
class MixedTrafficTest {
  private static final int THREADS = 64;
  private static final int REVOCABLE = 40;
  private static final Signer SIGNER = Signer.of("RS256");

  /** Fewer than there are keys, so that some are always verified again. */
  private static final String CACHE = "30";

  private final ApiKeyGate gate =
      Gates.builder(
              "verify.keys", Signer.jwks(SIGNER), "revocation.store", "memory", "cache.size", CACHE)
          .build();

  private final AtomicReferenceArray<RevocableKey> revocable =
      new AtomicReferenceArray<>(REVOCABLE);
  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final List<Function<ApiKeyGate, String>> others = new ArrayList<>();

  @Test
  void answers_ofManyThreads_areThoseOfTheirRequests() throws InterruptedException {
    run(Duration.ofSeconds(2));
  }

  @Test
  @Tag("deep")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void answers_ofManyThreadsForMinutes_areThoseOfTheirRequests() throws InterruptedException {
    run(Duration.ofMinutes(3));
  }

  private void run(Duration duration) throws InterruptedException {
    for (int i = 0; i < REVOCABLE; i++) {
      revocable.set(i, another());
    }
    bad().forEach((text, reason) -> others.add(queried -> denialOf(queried, text, reason)));
    long end = System.nanoTime() + duration.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    threads.execute(() -> until(end, this::revokeOne));
    for (int i = 0; i < THREADS; i++) {
      threads.execute(() -> until(end, this::askOnce));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(duration.toSeconds() + 30, TimeUnit.SECONDS)).isTrue();

    assertThat(problems).isEmpty();
    assertThat(answers).hasValueGreaterThan(1_000);
    assertThat(keys).hasValueGreaterThan(REVOCABLE + 2);
  }

  private static Map<String, Reason> bad() {
    KeyMaker maker = KeyMaker.of(SIGNER).claim("integrationId", "int_unknown");
    String good = maker.text();
    return Map.of(
        maker.claim("exp", TestClock.second() - 61).text(),
        Reason.KEY_EXPIRED,
        maker.claim("nbf", TestClock.second() + 61).text(),
        Reason.KEY_NOT_YET_VALID,
        maker.signedBy(Signer.stranger("RS256")).text(),
        Reason.KEY_INVALID,
        maker.header("kid", "unknown").text(),
        Reason.KEY_INVALID,
        maker.without("organizationId").text(),
        Reason.KEY_INVALID,
        good.substring(0, good.length() - 1),
        Reason.KEY_MALFORMED,
        "Bearer " + good,
        Reason.KEY_BEARER_PREFIX,
        good + "," + good,
        Reason.KEY_REPEATED,
        "",
        Reason.KEY_MISSING);
  }

  private static String denialOf(ApiKeyGate gate, String text, Reason expected) {
    Decision decision = Gates.decide(gate, text);
    return decision instanceof Decision.Denied denied && denied.reason() == expected
        ? null
        : expected + " answered " + decision;
  }

  private void until(long end, Runnable one) {
    try {
      while (System.nanoTime() < end) {
        one.run();
      }
    } catch (RuntimeException | Error e) {
      problems.add(e.toString());
      throw e;
    }
  }

  private void askOnce() {
    ThreadLocalRandom dice = ThreadLocalRandom.current();
    String problem =
        dice.nextInt(3) > 0
            ? revocable.get(dice.nextInt(REVOCABLE)).problem(gate)
            : others.get(dice.nextInt(others.size())).apply(gate);
    answers.incrementAndGet();
    if (problem != null) {
      problems.add(problem);
    }
  }

  /** Revokes a key, queries it once more, and puts a new one in its place. */
  private void revokeOne() {
    int slot = ThreadLocalRandom.current().nextInt(REVOCABLE);
    RevocableKey key = revocable.get(slot);
    key.revokeAt(gate.revocationWriter().orElseThrow());
    String problem = key.problem(gate);
    if (problem != null) {
      problems.add(problem);
    }
    revocable.set(slot, another());
  }

  private RevocableKey another() {
    return new RevocableKey(SIGNER, keys.incrementAndGet());
  }
}
