package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.decision.Sunset;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** Rotations on three nodes of one database, under load: until the end of the keys and after it. */
final class RotationIT {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final TestKeys KEYS = TestKeys.create();
  private static final int ROTATIONS = 50;

  /** Every so many rotations are cancelled. */
  private static final int CANCELLED = 5;

  /** What is promised for a change to reach the other nodes, and for a key to end. */
  private static final Duration BOUND = Duration.ofSeconds(1);

  private final TestDatabase database = POSTGRES.create();
  private final List<ApiKeyGate> nodes = new ArrayList<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * A key that is rotated.
   *
   * @param announcedBy when each node has to announce its end, or that it has none any more
   * @param end when it ends; null for one whose rotation is cancelled
   */
  private record RotatedKey(String text, Instant announcedBy, Instant end) {}

  @BeforeEach
  void start() {
    for (int i = 0; i < 3; i++) {
      nodes.add(
          ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", KEYS.jwks()))
              .store(NamedStore.of("jdbc", database.open()))
              .build());
    }
    nodes.forEach(node -> await().until(() -> decide(node, KEYS.key().text()) instanceof Granted));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    nodes.forEach(ApiKeyGate::close);
  }

  private static Decision decide(ApiKeyGate node, String key) {
    return node.decide(
        new GateRequest(List.of(key), "GET", "/api/x", "127.0.0.1", "request", null),
        Requirement.NONE);
  }

  @Test
  void fiftyRotations_onThreeNodes_endEachKeyOnTimeEverywhere() throws Exception {
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<Callable<RotatedKey>> rotations =
        IntStream.range(0, ROTATIONS)
            .mapToObj(i -> (Callable<RotatedKey>) () -> rotate(i, started))
            .toList();
    List<RotatedKey> keys = new ArrayList<>();
    for (Future<RotatedKey> one : threads.invokeAll(rotations)) {
      keys.add(one.get());
    }
    Instant last =
        keys.stream()
            .map(RotatedKey::end)
            .filter(end -> end != null)
            .max(Instant::compareTo)
            .orElseThrow();

    List<Callable<Integer>> readers =
        nodes.stream()
            .map(node -> (Callable<Integer>) () -> decideUntil(last.plus(BOUND), node, keys))
            .toList();
    for (Future<Integer> decisions : threads.invokeAll(readers)) {
      assertThat(decisions.get()).isGreaterThan(ROTATIONS);
    }

    assertThat(wrong).isEmpty();
    for (ApiKeyGate node : nodes) {
      for (RotatedKey key : keys) {
        assertThat(decide(node, key.text()) instanceof Granted).isEqualTo(key.end() == null);
      }
    }
  }

  private RotatedKey rotate(int number, Instant started) {
    TestKey key = KEYS.key();
    Subject subject = Subject.of(key.keySubject());
    boolean isCancelled = number % CANCELLED == 0;
    // What is cancelled must be so far ahead that a slow machine is in time.
    Instant end = started.plusSeconds(isCancelled ? 60 : 6).plusMillis(20L * number);
    RevocationWriter writer = nodes.get(number % nodes.size()).revocationWriter().orElseThrow();
    writer.revoke(new Revocation(subject, end, null, null, RotationNotice.of(started).reason()));
    if (!isCancelled) {
      return new RotatedKey(key.text(), Instant.now().plus(BOUND), end);
    }
    RevocationWriter other =
        nodes.get((number + 1) % nodes.size()).revocationWriter().orElseThrow();
    assertThat(other.withdrawScheduled(subject)).isTrue();
    return new RotatedKey(key.text(), Instant.now().plus(BOUND), null);
  }

  private int decideUntil(Instant last, ApiKeyGate node, List<RotatedKey> keys) {
    int decisions = 0;
    while (Instant.now().isBefore(last)) {
      for (RotatedKey key : keys) {
        Instant before = Instant.now();
        Decision decision = decide(node, key.text());
        Instant after = Instant.now();
        decisions++;
        if (decision instanceof Denied denied) {
          checkDenial(denied, key, after);
        } else {
          checkGrant(node, (Granted) decision, key, before);
        }
      }
    }
    return decisions;
  }

  private void checkDenial(Denied denied, RotatedKey key, Instant after) {
    if (key.end() == null || after.isBefore(key.end()) || denied.rotation() == null) {
      wrong.add("%s at %s: %s".formatted(denied, after, key));
    }
  }

  private void checkGrant(ApiKeyGate node, Granted granted, RotatedKey key, Instant before) {
    if (key.end() != null && before.isAfter(key.end().plus(BOUND))) {
      wrong.add("granted at %s: %s".formatted(before, key));
    }
    Sunset announced = node.sunsetOf(granted.key()).orElse(null);
    Instant end = announced == null ? null : announced.endsAt();
    boolean isOver = key.end() != null && !Instant.now().isBefore(key.end());
    if (before.isAfter(key.announcedBy()) && !isOver && !Objects.equals(end, key.end())) {
      wrong.add("announced %s at %s: %s".formatted(end, before, key));
    }
  }
}
