package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.nexusauth.benchmarks.load.Load;
import org.nexusauth.benchmarks.load.LoadOutcome;
import org.nexusauth.benchmarks.load.Requests;
import org.nexusauth.benchmarks.server.EndToEnd.Size;

/**
 * An open and a guarded path of one server, in turn, with the same requests but for the path: open,
 * guarded, open, guarded. What is reported is the median of the pairs.
 */
final class Pairs {
  private static final int CONNECTIONS = 16;

  private final ServerProcess server;
  private final Requests open;
  private final Requests guarded;
  private final Size size;

  Pairs(ServerProcess server, List<String> keys, Size size) {
    this.server = server;
    this.open = Requests.get("/open/hello", keys);
    this.guarded = Requests.get("/guarded/hello", keys);
    this.size = size;
  }

  /** How fast one slot was, and what it cost. */
  private record Slot(double perSecond, double cpuMicros) {}

  /**
   * What the medians of the pairs are.
   *
   * @param ratio throughput, guarded to open
   * @param openCpu CPU microseconds of an open request
   * @param moreCpu how many more a guarded one takes
   * @param perSecond open requests a second
   * @param openLatency p50, p99 and p99.9 at a fixed rate, microseconds
   * @param guardedLatency the same of guarded ones
   */
  record Figures(
      double ratio,
      double openCpu,
      double moreCpu,
      double perSecond,
      String openLatency,
      String guardedLatency) {

    /** Returns them as a line of the table. */
    String line() {
      return String.format(
          Locale.ROOT,
          "%.3f\t%.2f\t%.2f\t%.0f\t%s\t%s",
          ratio,
          openCpu,
          moreCpu,
          perSecond,
          openLatency,
          guardedLatency);
    }
  }

  /** Measures. */
  Figures measure() throws IOException, InterruptedException {
    double[] ratios = new double[size.pairs()];
    double[] openCpu = new double[size.pairs()];
    double[] moreCpu = new double[size.pairs()];
    double[] perSecond = new double[size.pairs()];
    try (Load load = new Load(server.port(), CONNECTIONS)) {
      warmUp(load);
      for (int i = 0; i < size.pairs(); i++) {
        Slot first = measureSlot(load, open);
        Slot second = measureSlot(load, guarded);
        ratios[i] = second.perSecond() / first.perSecond();
        openCpu[i] = first.cpuMicros();
        moreCpu[i] = second.cpuMicros() - first.cpuMicros();
        perSecond[i] = first.perSecond();
      }
      return new Figures(
          medianOf(ratios),
          medianOf(openCpu),
          medianOf(moreCpu),
          medianOf(perSecond),
          medianLatency(load, open),
          medianLatency(load, guarded));
    }
  }

  /** Names the figures of a line. */
  static String heading() {
    return "guarded:open\topen CPU µs\tguarded CPU µs more\topen/s\topen p50/p99/p99.9 µs\tguarded p50/p99/p99.9 µs";
  }

  private void warmUp(Load load) throws IOException {
    for (int i = 0; i < 4; i++) {
      load.closed(open, size.warmUp() / 4).all(true);
      load.closed(guarded, size.warmUp() / 4).all(true);
    }
  }

  private Slot measureSlot(Load load, Requests requests) throws IOException, InterruptedException {
    long before = server.usage(true).cpuNanos();
    LoadOutcome outcome = load.closed(requests, size.slot()).all(true);
    long used = server.usage(false).cpuNanos() - before;
    return new Slot(outcome.perSecond(), used / 1e3 / size.slot());
  }

  private String medianLatency(Load load, Requests requests) throws IOException {
    Histogram found = load.fixed(requests, size.timed(), size.rate()).all(true).latencies();
    return String.format(
        Locale.ROOT,
        "%.0f/%.0f/%.0f",
        found.getValueAtPercentile(50) / 1e3,
        found.getValueAtPercentile(99) / 1e3,
        found.getValueAtPercentile(99.9) / 1e3);
  }

  private static double medianOf(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
