package org.nexusauth.sample.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
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
    Map<String, String> store =
        database == null
            ? Map.of()
            : Map.of("NEXUS_AUTH_REVOCATION_STORE", "jdbc", "NEXUS_AUTH_JDBC_URL", database.url());
    Nodes nodes =
        new Nodes(
            IntStream.range(0, addresses.size())
                .mapToObj(i -> Node.start(i + 1, addresses.get(i), data, store))
                .toList(),
            database,
            new AtomicBoolean());
    Runtime.getRuntime().addShutdownHook(new Thread(nodes::end, "nexus-sample-end"));
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
                .map(node -> node.process().onExit().thenAccept(ended -> tell(node, ended)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private void tell(Node node, Process ended) {
    if (ending.get() || ended.exitValue() == INTERRUPTED) {
      return;
    }
    long left = all.stream().filter(other -> other.process().isAlive()).count();
    System.err.println(
        "Node "
            + node.number()
            + " has ended (exit code "
            + ended.exitValue()
            + "); "
            + (left == 0 ? "no other is left" : "the other goes on"));
  }

  /** First the nodes, then what they write to. */
  private void end() {
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
