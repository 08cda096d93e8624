package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.nexusauth.benchmarks.Budget;
import org.nexusauth.benchmarks.load.Load;
import org.nexusauth.benchmarks.load.Outcome;
import org.nexusauth.benchmarks.load.Requests;
import org.nexusauth.benchmarks.peer.Keys;
import org.nexusauth.benchmarks.server.EndToEnd.Size;

/**
 * What becomes of genuine requests while ten times as many forged ones come, from the same address:
 * without a limit of failures, and with one.
 */
final class Flood {
  private static final int TENFOLD = 10;

  private Flood() {}

  static void measure(Size size, Path folder, Budget budget)
      throws IOException, InterruptedException {
    System.out.println(
        "flood\tfailures a minute\talone p50/p99/p99.9 µs\tflooded p50/p99/p99.9 µs");
    int count = Math.min(1_000, size.keys());
    Keys keys = Keys.kept(count, folder);
    for (String limit : List.of("0", "600")) {
      try (ServerProcess server =
          ServerProcess.tomcat(
              Guard.NEXUS, folder, count, List.of("-Dnexus.auth.failures.per.minute=" + limit))) {
        Flooded found = flood(server, keys, size);
        System.out.println(
            "NEXUS\t" + limit + "\t" + text(found.alone()) + "\t" + text(found.flooded()));
        if (!limit.equals("0")) {
          budget.atMost(
              "flood, limit " + limit + ", p99 x alone",
              2,
              found.flooded().micros(99) / found.alone().micros(99));
        }
      }
    }
  }

  /** Genuine requests without others, and among forged ones. */
  private record Flooded(Outcome alone, Outcome flooded) {}

  private static Flooded flood(ServerProcess server, Keys keys, Size size) throws IOException {
    long rate = size.rate() / 4;
    long count = size.timed() / 2;
    Requests good = Requests.get("/guarded/hello", keys.texts());
    try (Load genuine = new Load(server.port(), 8);
        Load forged = new Load(server.port(), 8)) {
      genuine.closed(good, size.warmUp()).all(true);
      Outcome alone = genuine.fixed(good, count, rate).all(true);
      CompletableFuture<Outcome> attack =
          CompletableFuture.supplyAsync(() -> attack(forged, keys, count * TENFOLD, rate));
      Outcome flooded = genuine.fixed(good, count, rate).all(true);
      attack.join().all(false);
      return new Flooded(alone, flooded);
    }
  }

  private static Outcome attack(Load forged, Keys keys, long count, long rate) {
    try {
      Requests requests = Requests.get("/guarded/hello", List.of(keys.forged()));
      return forged.fixed(requests, count, rate * TENFOLD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%.0f/%.0f/%.0f",
        outcome.micros(50),
        outcome.micros(99),
        outcome.micros(99.9));
  }
}
