package org.nexusauth.sample.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes on one store.
 *
 * @param all the nodes
 * @param database the store where this process holds it, null where the operator named another
 * @param ending whether they are ended on purpose
 */
record Nodes(List<Node> all, @Nullable SharedDatabase database, AtomicBoolean ending) {

  private static final int SECONDS_TO_END = 10;

  /** Ctrl-C reaches the nodes as well. */
  private static final int INTERRUPTED = 130;

  /** Starts them and returns once all answer; they end with this process. */
  static Nodes start(List<Address> addresses, Path data, @Nullable SharedDatabase database) {
    Map<String, String> store = Map.of();
    if (database != null) {
      store = Map.of("NEXUS_AUTH_JDBC_URL", database.url());
    }
    List<Node> all = new ArrayList<>();
    for (Address address : addresses) {
      all.add(Node.start(all.size() + 1, address, data, store));
    }
    Nodes nodes = new Nodes(List.copyOf(all), database, new AtomicBoolean());
    Runtime.getRuntime().addShutdownHook(new Thread(nodes::endAll, "nexus-sample-end"));
    nodes.awaitUp();
    return nodes;
  }

  private void awaitUp() {
    for (Node node : all) {
      if (!node.up().join()) {
        throw LaunchException.of(
            "Node " + node.number() + " on " + node.address().url() + " did not start. See above");
      }
    }
  }

  /** Says when one ends, and returns when none is left. */
  void awaitEnd() {
    CompletableFuture.allOf(
            all.stream()
                .map(node -> node.process().onExit().thenAccept(ended -> reportEnd(node, ended)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private void reportEnd(Node node, Process ended) {
    if (ending.get() || ended.exitValue() == INTERRUPTED) {
      return;
    }
    String others = "the other goes on";
    if (all.stream().noneMatch(other -> other.process().isAlive())) {
      others = "no other is left";
    }
    System.err.println(
        "Node " + node.number() + " has ended (exit code " + ended.exitValue() + "); " + others);
  }

  /** First the nodes, then what they write to. */
  private void endAll() {
    ending.set(true);
    all.forEach(node -> node.process().destroy());
    for (Node node : all) {
      try {
        if (!node.process().waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          node.process().destroyForcibly();
        }
      } catch (InterruptedException e) {
        node.process().destroyForcibly();
      }
    }
    if (database != null) {
      database.close();
    }
  }
}
