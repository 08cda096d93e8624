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

  /** Revokes so many keys, each known at all nodes, at one node after the other. */
  Propagation revoke(int count) {
    List<Duration> took = new ArrayList<>();
    for (int turn = 0; turn < count; turn++) {
      took.add(revoke(nodes.get(turn % nodes.size())));
    }
    Propagation measured = new Propagation(took);
    Results.add("propagation", database + "\t" + measured);
    return measured;
  }

  private Duration revoke(NodeProcess at) {
    TestKey key = KEYS.key();
    for (NodeProcess node : nodes) {
      await().until(() -> node.status(key) == 200);
    }
    long start = System.nanoTime();
    List<CompletableFuture<Duration>> refusals =
        nodes.stream()
            .filter(node -> node != at)
            .map(node -> CompletableFuture.supplyAsync(() -> untilRefused(node, key, start)))
            .toList();
    at.revoke(key);
    assertThat(at.status(key)).isEqualTo(401);
    return refusals.stream().map(CompletableFuture::join).reduce(Duration.ZERO, Cluster::longer);
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
