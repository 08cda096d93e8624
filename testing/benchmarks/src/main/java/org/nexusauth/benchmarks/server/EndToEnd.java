package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nexusauth.benchmarks.Budget;
import org.nexusauth.benchmarks.load.Load;
import org.nexusauth.benchmarks.load.Requests;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;

/** Measures servers from another process, and says the figures on standard output. */
public final class EndToEnd {
  private static final Path FOLDER = Path.of("target", "benchmarks");

  private final Size size;
  private final Budget budget = new Budget();

  private EndToEnd(Size size) {
    this.size = size;
  }

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
   * @param arguments {@code --quick}, {@code --once}, and names of guards and filters, {@code
   *     FLOOD} {@code HEAP} or {@code START}; none means all
   */
  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    new EndToEnd(Size.of(given))
        .measure(given, given.stream().allMatch(argument -> argument.startsWith("--")));
  }

  private void measure(List<String> given, boolean all) throws Exception {
    System.out.println("guard\tkeys\t" + Pairs.heading());
    for (Guard guard : Guard.values()) {
      if (all || given.contains(guard.name())) {
        measure(guard);
      }
    }
    for (PayaraGuard guard : PayaraGuard.values()) {
      if (all || given.contains(guard.name())) {
        measure(guard);
      }
    }
    if (all || given.contains("FLOOD")) {
      Flood.measure(size, FOLDER, budget);
    }
    if (all || given.contains("HEAP")) {
      Heap.measure(FOLDER);
    }
    if (all || given.contains("START")) {
      StartUp.measure(FOLDER, budget);
    }
    budget.print();
  }

  private void measure(PayaraGuard guard) throws IOException, InterruptedException {
    for (int count : keyCounts(guard == PayaraGuard.JAXRS)) {
      BenchmarkKeys keys = BenchmarkKeys.kept(count, FOLDER);
      try (ServerProcess server = PayaraServer.start(guard, keys.trust())) {
        requireDenial(server, keys);
        Pairs.Figures found = new Pairs(server, keys.texts(), size).measure();
        System.out.println(guard + "\t" + count + "\t" + found.line());
        if (guard != PayaraGuard.MPJWT) {
          budget.atLeast(
              "Payara Micro, " + guard + ", " + count + " keys, throughput", 0.95, found.ratio());
        }
      }
    }
  }

  private void measure(Guard guard) throws IOException, InterruptedException {
    for (int count : keyCounts(guard.isOurs())) {
      BenchmarkKeys keys = BenchmarkKeys.kept(count, FOLDER);
      try (ServerProcess server = ServerProcess.tomcat(guard, FOLDER, count, guard.properties())) {
        if (guard != Guard.PASS) {
          requireDenial(server, keys);
        }
        Pairs.Figures found = new Pairs(server, keys.texts(), size).measure();
        System.out.println(guard + "\t" + count + "\t" + found.line());
        if (guard.isOurs()) {
          recordBudget("Tomcat, " + guard + ", " + count + " keys, ", found);
        }
      }
    }
  }

  private void recordBudget(String what, Pairs.Figures found) {
    budget.atLeast(what + "throughput", 0.97, found.ratio());
    budget.atMost(what + "CPU µs more a request", 3, found.moreCpu());
  }

  /** Ours is measured with one hot key, and with more keys than its cache holds. */
  private List<Integer> keyCounts(boolean ours) {
    return (ours ? List.of(1, 1_000, 100_000) : List.of(1_000))
        .stream().map(n -> Math.min(n, size.keys())).distinct().toList();
  }

  /** A guard that lets everyone in would be the fastest. */
  private static void requireDenial(ServerProcess server, BenchmarkKeys keys) throws IOException {
    try (Load load = new Load(server.port(), 1)) {
      Requests forged = Requests.get("/guarded/hello", List.of(keys.forged()));
      load.closed(forged, 5).all(false);
    }
  }
}
