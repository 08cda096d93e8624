package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nexusauth.benchmarks.load.Load;
import org.nexusauth.benchmarks.load.Requests;
import org.nexusauth.benchmarks.peer.Keys;

/** Measures servers from another process, and says the figures on standard output. */
public final class EndToEnd {
  private static final Path FOLDER = Path.of("target", "benchmarks");

  private EndToEnd() {}

  /**
   * How much is sent.
   *
   * @param keys how many different keys at most
   * @param warmUp requests before, of each path
   * @param slot requests of one measurement
   * @param pairs pairs of measurements
   * @param rate requests a second when latency is measured
   * @param timed how many requests then
   */
  record Size(int keys, int warmUp, int slot, int pairs, long rate, long timed) {
    static final Size FULL = new Size(100_000, 80_000, 40_000, 9, 3_000, 18_000);
    static final Size QUICK = new Size(1_000, 30_000, 10_000, 5, 2_000, 6_000);
    static final Size ONCE = new Size(1, 40, 40, 1, 1_000, 40);

    static Size of(List<String> arguments) {
      return arguments.contains("--once") ? ONCE : arguments.contains("--quick") ? QUICK : FULL;
    }
  }

  /**
   * Measures.
   *
   * @param arguments {@code --quick}, {@code --once}, and names of guards and doors, {@code FLOOD}
   *     {@code HEAP} or {@code START}; none means all
   */
  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    Size size = Size.of(given);
    boolean all = given.stream().allMatch(argument -> argument.startsWith("--"));
    System.out.println("guard\tkeys\t" + Pairs.heading());
    for (Guard guard : Guard.values()) {
      if (all || given.contains(guard.name())) {
        measure(guard, size);
      }
    }
    for (PayaraDoor door : PayaraDoor.values()) {
      if (all || given.contains(door.name())) {
        measure(door, size);
      }
    }
    if (all || given.contains("FLOOD")) {
      Flood.measure(size, FOLDER);
    }
    if (all || given.contains("HEAP")) {
      Heap.measure(FOLDER);
    }
    if (all || given.contains("START")) {
      StartUp.measure(FOLDER);
    }
  }

  private static void measure(PayaraDoor door, Size size) throws IOException, InterruptedException {
    List<Integer> counts = door == PayaraDoor.JAXRS ? List.of(1, 1_000, 100_000) : List.of(1_000);
    for (int count : counts.stream().map(n -> Math.min(n, size.keys())).distinct().toList()) {
      Keys keys = Keys.kept(count, FOLDER);
      try (ServerProcess server = PayaraServer.start(door, keys.trust())) {
        mustRefuse(server, keys);
        System.out.println(
            door + "\t" + count + "\t" + new Pairs(server, keys.texts(), size).measure());
      }
    }
  }

  private static void measure(Guard guard, Size size) throws IOException, InterruptedException {
    List<Integer> counts = guard == Guard.NEXUS ? List.of(1, 1_000, 100_000) : List.of(1_000);
    for (int count : counts.stream().map(n -> Math.min(n, size.keys())).distinct().toList()) {
      Keys keys = Keys.kept(count, FOLDER);
      try (ServerProcess server = ServerProcess.tomcat(guard, FOLDER, count, List.of())) {
        if (guard != Guard.PASS) {
          mustRefuse(server, keys);
        }
        System.out.println(
            guard + "\t" + count + "\t" + new Pairs(server, keys.texts(), size).measure());
      }
    }
  }

  /** A guard that lets everyone in would be the fastest. */
  private static void mustRefuse(ServerProcess server, Keys keys) throws IOException {
    try (Load load = new Load(server.port(), 1)) {
      Requests forged = Requests.get("/guarded/hello", List.of(keys.forged()));
      load.closed(forged, 5).all(false);
    }
  }
}
