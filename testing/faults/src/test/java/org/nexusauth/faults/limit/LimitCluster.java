package org.nexusauth.faults.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** Nodes in processes of their own that share limits through one store. */
final class LimitCluster implements AutoCloseable {
  /** No key is one of the future for a node whose clock is behind. */
  private static final TestKeys KEYS =
      TestKeys.create(SigningAlgorithm.HS256)
          .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-15)));

  private static final List<Duration> CLOCKS =
      List.of(Duration.ZERO, Duration.ofMinutes(-5), Duration.ofMinutes(5));

  /** A host where twenty processes begin has time for none of them. */
  private static final int STARTED_TOGETHER = 3;

  private final List<TestKey> keys;
  private final List<LimitNode> nodes = new ArrayList<>();

  private LimitCluster(List<TestKey> keys) {
    this.keys = keys;
  }

  /**
   * Starts nodes, of which one in three has the right time, and the others are 5 minutes off.
   *
   * @param plans what {@code nexus.auth.limit.plans} says
   * @param planOfKey the plan of each key
   */
  static LimitCluster start(
      int count, Database database, String plans, List<String> planOfKey, Path folder)
      throws IOException {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.putAll(database.settings().apply(database.port()));
    settings.put("nexus.auth.limit.store", settings.remove("nexus.auth.revocation.store"));
    settings.put("nexus.auth.limit.mode", "enforce");
    settings.put("nexus.auth.limit.plans", plans);
    List<TestKey> keys =
        new ArrayList<>(planOfKey.stream().map(plan -> KEYS.key().plan(plan)).toList());
    LimitCluster cluster = new LimitCluster(keys);
    Path file =
        Files.write(
            Files.createDirectories(folder).resolve("keys.txt"),
            () -> keys.stream().<CharSequence>map(TestKey::text).iterator());
    try {
      for (int first = 0; first < count; first += STARTED_TOGETHER) {
        cluster.startNodes(first, Math.min(count, first + STARTED_TOGETHER), settings, file);
      }
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startNodes(int first, int end, Map<String, String> settings, Path keyFile)
      throws IOException {
    for (int node = first; node < end; node++) {
      Duration ahead = CLOCKS.get(node % CLOCKS.size());
      Path folder = keyFile.resolveSibling("node" + node);
      nodes.add(LimitNode.start(settings, keyFile, ahead, folder));
    }
    for (LimitNode node : nodes.subList(first, end)) {
      node.awaitReady();
    }
  }

  LimitNode node(int number) {
    return nodes.get(number);
  }

  void startEverywhere(LimitLoad load) throws IOException {
    for (LimitNode node : nodes) {
      node.startLoad(load);
    }
  }

  void awaitDone() throws IOException {
    for (LimitNode node : nodes) {
      node.awaitDone();
    }
  }

  long keyHash(int key) {
    return SubjectId.of(Subject.of(keys.get(key).keySubject())).high();
  }

  /** Returns what all nodes decided, by the number of the key. */
  Map<Integer, List<LoggedDecision>> decisions() throws IOException {
    Map<Integer, List<LoggedDecision>> all = new HashMap<>();
    for (LimitNode node : nodes) {
      for (LoggedDecision one : node.decisions()) {
        all.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one);
      }
    }
    return all;
  }

  /** Returns how often a node has said that the store does not answer. */
  long countOutages() throws IOException {
    long sum = 0;
    for (LimitNode node : nodes) {
      sum += node.countOutages();
    }
    return sum;
  }

  /** Returns the audits of some keys. */
  List<LimitAudit> audit(LimitPolicy policy, IntStream chosen) throws IOException {
    Map<Integer, List<LoggedDecision>> all = decisions();
    return chosen
        .mapToObj(key -> LimitAudit.of(policy, keyHash(key), all.getOrDefault(key, List.of())))
        .toList();
  }

  @Override
  public void close() {
    nodes.forEach(LimitNode::close);
  }
}
