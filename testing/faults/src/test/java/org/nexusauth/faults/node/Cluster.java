package org.nexusauth.faults.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** Nodes in processes of their own over one database. */
final class Cluster implements AutoCloseable {
  private static final TestKeys KEYS = TestKeys.create();

  private final Database database;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom();

  private Cluster(Database database) {
    this.database = database;
  }

  static Cluster start(int count, Database database, Path folder) throws IOException {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.putAll(database.settings().apply(database.port()));
    Cluster cluster = new Cluster(database);
    try {
      for (int node = 0; node < count; node++) {
        cluster.nodes.add(NodeProcess.start(settings, folder.resolve("node" + node)));
      }
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /**
   * Revokes so many keys, each known at all nodes, at one node after the other.
   *
   * @return how long each was still let in somewhere after its revocation was acknowledged
   */
  Propagation revoke(int count) {
    List<Duration> acknowledged = new ArrayList<>();
    List<Duration> refused = new ArrayList<>();
    List<Duration> after = new ArrayList<>();
    for (int turn = 0; turn < count; turn++) {
      Revoked one = revoke(nodes.get(turn % nodes.size()));
      acknowledged.add(one.acknowledged());
      refused.add(one.refused());
      after.add(longer(one.refused().minus(one.acknowledged()), Duration.ZERO));
    }
    tell("acknowledged", new Propagation(acknowledged));
    tell("refused everywhere", new Propagation(refused));
    Propagation measured = new Propagation(after);
    tell("refused everywhere, since it was acknowledged", measured);
    return measured;
  }

  private void tell(String what, Propagation measured) {
    Results.add("propagation", database + "\t" + what + "\t" + measured);
  }

  /** What a revocation took since it was sent. */
  private record Revoked(Duration acknowledged, Duration refused) {}

  private Revoked revoke(NodeProcess at) {
    TestKey key = KEYS.key();
    for (NodeProcess node : nodes) {
      await().pollDelay(Duration.ZERO).until(() -> node.status(key) == 200);
    }
    // At any moment between two polls, not just behind the one that the last revocation waited for.
    LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(100)));
    long start = System.nanoTime();
    List<CompletableFuture<Duration>> refusals =
        nodes.stream()
            .filter(node -> node != at)
            .map(node -> CompletableFuture.supplyAsync(() -> untilRefused(node, key, start)))
            .toList();
    at.revoke(key);
    Duration acknowledged = Duration.ofNanos(System.nanoTime() - start);
    assertThat(at.status(key)).isEqualTo(401);
    return new Revoked(
        acknowledged,
        refusals.stream().map(CompletableFuture::join).reduce(Duration.ZERO, Cluster::longer));
  }

  private static Duration untilRefused(NodeProcess node, TestKey key, long start) {
    int status = node.status(key);
    while (status == 200) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      status = node.status(key);
    }
    assertThat(status).isEqualTo(401);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
