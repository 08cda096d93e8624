package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;

/** The lives of keys on several nodes with one database. */
abstract class ManagedNodesTests {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<ManagedNode> nodes = new ArrayList<>();
  private String integrationId = "";

  abstract TestDatabase createDatabase();

  @BeforeEach
  void startNodes() {
    TestDatabase database = createDatabase();
    for (int i = 0; i < 3; i++) {
      nodes.add(new ManagedNode(database));
    }
    integrationId = nodes.get(0).prepareIntegration();
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(ManagedNode::close);
  }

  @Test
  void key_fromItsIssueToItsEnd_isTheSameOnEveryNode() {
    ManagedNode one = nodes.get(0);
    ManagedNode other = nodes.get(1);
    Generated old = one.generate(integrationId, "first");
    KeyRef ref = old.record().ref();
    assertThat(other.grants(old)).isTrue();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(one.view(ref).use()).isNotNull());
    assertThat(Objects.requireNonNull(one.view(ref).use()).network()).isEqualTo("10.1.2.0/24");

    Generated next =
        one.rotate(ref, new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(7)));
    assertThat(one.announcedEnd(old)).isAfter(Instant.now().plus(Duration.ofDays(6)));
    assertThat(other.view(ref).state()).isEqualTo(KeyState.RETIRING);
    assertThat(other.grants(next)).isTrue();

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(nodes)
                    .allSatisfy(
                        node ->
                            assertThat(node.announcedEnd(old))
                                .isBefore(Instant.now().plus(Duration.ofHours(2)))));
    one.services()
        .apiKeys()
        .revoke(
            ManagedNode.context(),
            ref,
            new KeyRevocationRequest(Cause.LEAKED, "", null),
            ExpectedVersion.ANY);
    assertThat(one.grants(old)).isFalse();
    await().atMost(Duration.ofSeconds(2)).until(() -> !other.grants(old));
    assertThat(other.grants(next)).isTrue();
  }

  /** What a node decided on an old key between two instants. */
  private record Sample(KeyRef old, Instant before, Instant after, boolean granted) {}

  /** An old key and the one that replaces it. */
  private record Replaced(Generated old, Generated next) {}

  /**
   * Rotates keys at the same time, and has clients send old and new keys to all nodes until each
   * rotation has ended.
   *
   * @param grace long enough for all of them to begin in time
   */
  void rotateUnderLoad(int rotations, Duration grace) throws Exception {
    List<Replaced> replaced = rotateAll(rotations, grace);
    Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    Instant end = Instant.now().plus(grace).plus(Duration.ofSeconds(3));
    ExecutorService clients = Executors.newFixedThreadPool(nodes.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (ManagedNode node : nodes) {
        running.add(clients.submit(() -> sendAll(node, replaced, samples, end)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
    for (Replaced pair : replaced) {
      Instant sunset =
          Objects.requireNonNull(
                  nodes.get(0).view(pair.old().record().ref()).record().lifecycle().rotation())
              .endsAt();
      List<Sample> ofKey =
          samples.stream().filter(one -> one.old().equals(pair.old().record().ref())).toList();
      assertThat(sunset).isBefore(end);
      assertThat(ofKey).isNotEmpty();
      assertThat(ofKey.stream().filter(one -> !one.granted() && one.after().isBefore(sunset)))
          .as("denials before %s", sunset)
          .isEmpty();
      assertThat(
              ofKey.stream()
                  .filter(one -> one.granted() && one.before().isAfter(sunset.plus(SECOND))))
          .as("grants a second after %s", sunset)
          .isEmpty();
    }
  }

  private List<Replaced> rotateAll(int rotations, Duration grace) throws Exception {
    ExecutorService operators = Executors.newFixedThreadPool(10);
    try {
      List<Future<Replaced>> started = new ArrayList<>();
      for (int i = 0; i < rotations; i++) {
        String name = "key " + i;
        ManagedNode node = nodes.get(i % nodes.size());
        started.add(operators.submit(() -> rotateOne(node, name, grace)));
      }
      List<Replaced> replaced = new ArrayList<>();
      for (Future<Replaced> one : started) {
        replaced.add(one.get());
      }
      return replaced;
    } finally {
      operators.shutdownNow();
    }
  }

  private Replaced rotateOne(ManagedNode node, String name, Duration grace) {
    Generated old = node.generate(integrationId, name);
    KeyRotationRequest order = new KeyRotationRequest(grace, Duration.ofHours(1));
    return new Replaced(old, node.rotate(old.record().ref(), order));
  }

  private static void sendAll(
      ManagedNode node, List<Replaced> replaced, Queue<Sample> samples, Instant end) {
    while (Instant.now().isBefore(end)) {
      for (Replaced pair : replaced) {
        Instant before = Instant.now();
        boolean granted = node.grants(pair.old());
        samples.add(new Sample(pair.old().record().ref(), before, Instant.now(), granted));
        if (!node.grants(pair.next())) {
          throw new AssertionError("the new key was denied");
        }
      }
    }
  }
}
