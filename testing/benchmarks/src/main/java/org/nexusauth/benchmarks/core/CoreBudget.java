package org.nexusauth.benchmarks.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.nexusauth.benchmarks.Budget;

/** The core's figures, and what they are to be; by CPU time, as others may use the machine too. */
final class CoreBudget {
  private static final List<BadKey> NEEDS_A_HEADER_READ =
      List.of(BadKey.NO_JSON, BadKey.UNKNOWN_KEY);

  private final Map<String, Figures> figures = new LinkedHashMap<>();
  private final Budget budget = new Budget();

  /** What an operation takes. */
  record Figures(double nanos, double cpuNanos, double bytes) {}

  /** Takes figures by benchmark and parameters: {@code ColdVerify.verify RS256 RAW}. */
  void add(String operation, Figures found) {
    figures.put(operation, found);
  }

  /** Prints each line whose figures are there. */
  void print() {
    timesRaw("RS256", "NEXUS", 1.15);
    timesRaw("RS256", "NEXUS_FILTER", 1.04);
    timesRaw("RS256", "NEXUS_FILTER_CACHING", 1.04);
    timesRaw("HS256", "NEXUS", 4);
    timesRaw("HS256", "NEXUS_FILTER", 4);
    timesRaw("HS256", "NEXUS_FILTER_CACHING", 4);
    timesRaw("ES256+ACCP", "NEXUS", 1.15);
    timesRaw("EdDSA+ACCP", "NEXUS", 1.15);
    warm("1", 300);
    warm("10000", 1_500);
    wholeFilter("1");
    wholeFilter("10000");
    limitedGate("1", 500);
    limitedGate("10000", 2_000);
    recordedUse("1");
    recordedUse("10000");
    printMalformed();
    budget.print();
  }

  private void timesRaw(String algorithm, String who, double aim) {
    String raw = "ColdVerify.verify " + algorithm + " RAW";
    String ours = "ColdVerify.verify " + algorithm + " " + who;
    if (known(raw, ours)) {
      budget.atMost(
          "cold, " + algorithm + ", " + who + ", x raw",
          aim,
          of(ours).cpuNanos() / of(raw).cpuNanos());
    }
  }

  private void warm(String keys, double aim) {
    beyondTheText("verify, warm", "WarmVerify.text " + keys, "WarmVerify.verify " + keys, aim, 64);
  }

  private void wholeFilter(String keys) {
    beyondTheText(
        "whole gate, warm", "WarmGate.text " + keys, "WarmGate.decide " + keys, 2_000, 400);
  }

  private void limitedGate(String keys, double aim) {
    beyondTheText(
        "whole gate with limits, warm",
        "WarmGate.text " + keys,
        "WarmGate.decideLimited " + keys,
        aim,
        400);
  }

  private void recordedUse(String keys) {
    String plain = "WarmGate.decide " + keys;
    String recording = "WarmGate.decideAndRecord " + keys;
    if (known(plain, recording)) {
      String what = "use of a key recorded, " + keys + " keys, beyond the gate, ";
      budget.atMost(what + "ns", 100, of(recording).cpuNanos() - of(plain).cpuNanos());
      budget.atMost(what + "bytes", 32, of(recording).bytes() - of(plain).bytes());
    }
  }

  private void beyondTheText(
      String name, String text, String operation, double nanos, double bytes) {
    if (known(text, operation)) {
      String keys = operation.substring(operation.indexOf(' '));
      String what = name + "," + keys + " keys, beyond the text, ";
      budget.atMost(what + "ns", nanos, of(operation).cpuNanos() - of(text).cpuNanos());
      budget.atMost(what + "bytes", bytes, of(operation).bytes() - of(text).bytes());
    }
  }

  private void printMalformed() {
    for (BadKey kind : BadKey.values()) {
      String operation = "MalformedGate.deny " + kind;
      if (known(operation) && !NEEDS_A_HEADER_READ.contains(kind)) {
        budget.atMost("malformed, " + kind + ", ns", 1_000, of(operation).cpuNanos());
      }
    }
  }

  private boolean known(String... operations) {
    return Stream.of(operations).allMatch(figures::containsKey);
  }

  private Figures of(String operation) {
    return Objects.requireNonNull(figures.get(operation), operation);
  }
}
