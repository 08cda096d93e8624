package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.nexusauth.benchmarks.Budget;
import org.nexusauth.benchmarks.load.Load;
import org.nexusauth.benchmarks.load.LoadOutcome;
import org.nexusauth.benchmarks.load.Requests;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.benchmarks.server.EndToEnd.Size;

/**
 * What becomes of genuine requests while ten times as many forged ones come, from the same address:
 * without a limit of failures, and with one; and, to compare, while as many requests of an open
 * path come, since the machine is shared with those who send them.
 */
final class Flood {
  private static final int TENFOLD = 10;
  private static final String GUARDED = "/guarded/hello";

  private Flood() {}

  static void measure(Size size, Path folder, Budget budget)
      throws IOException, InterruptedException {
    System.out.println(
        "flooded path\tfailures a minute\talone p50/p99/p99.9 µs\tflooded p50/p99/p99.9 µs");
    int count = Math.min(1_000, size.keys());
    BenchmarkKeys keys = BenchmarkKeys.kept(count, folder);
    measure("/open/hello", "0", keys, size, folder);
    measure(GUARDED, "0", keys, size, folder);
    Flooded limited = measure(GUARDED, "600", keys, size, folder);
    budget.atMost(
        "flood, limit 600, p99 x alone",
        2,
        limited.flooded().micros(99) / limited.alone().micros(99));
  }

  /** Genuine requests without others, and among others. */
  private record Flooded(LoadOutcome alone, LoadOutcome flooded) {}

  private static Flooded measure(
      String path, String limit, BenchmarkKeys keys, Size size, Path folder) throws IOException {
    List<String> properties = List.of("-Dnexus.auth.failures.per.minute=" + limit);
    try (ServerProcess server =
        ServerProcess.tomcat(Guard.NEXUS, folder, keys.texts().size(), properties)) {
      Flooded found = sendFlood(server, path, keys, size);
      System.out.println(
          String.join(
              "\t", path, limit, describeResult(found.alone()), describeResult(found.flooded())));
      return found;
    }
  }

  private static Flooded sendFlood(ServerProcess server, String path, BenchmarkKeys keys, Size size)
      throws IOException {
    Requests good = Requests.get(GUARDED, keys.texts());
    Requests others = Requests.get(path, List.of(keys.forged()));
    boolean open = !path.equals(GUARDED);
    long rate = size.rate() / 12;
    long count = size.timed() / 6;
    try (Load genuine = new Load(server.port(), 8);
        Load attacker = new Load(server.port(), 8)) {
      genuine.closed(good, size.warmUp()).all(true);
      attacker.closed(others, size.warmUp()).all(open); // A flood that lasts finds warm code.
      LoadOutcome alone = genuine.fixed(good, count, rate).all(true);
      CompletableFuture<LoadOutcome> attack =
          CompletableFuture.supplyAsync(
              () -> fixedRate(attacker, others, count * TENFOLD, rate * TENFOLD));
      LoadOutcome flooded = genuine.fixed(good, count, rate).all(true);
      attack.join().all(open);
      return new Flooded(alone, flooded);
    }
  }

  private static LoadOutcome fixedRate(Load load, Requests requests, long count, long rate) {
    try {
      return load.fixed(requests, count, rate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describeResult(LoadOutcome outcome) {
    return String.format(
        Locale.ROOT,
        "%.0f/%.0f/%.0f",
        outcome.micros(50),
        outcome.micros(99),
        outcome.micros(99.9));
  }
}
