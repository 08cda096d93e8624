package org.nexusauth.benchmarks.core;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision.Denied;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A key by a stranger, which only cryptography distinguishes from a valid one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ForgedGate {

  /** The {@code alg} of the forgery. */
  @Param({"RS256", "HS256", "ES256", "EdDSA"})
  public String algorithm = "";

  private List<String> values = List.of();

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Gate gate;

  /** Makes a forgery, and a gate that it is meant for. */
  @Setup
  public void setUp() {
    BenchmarkKeys keys = BenchmarkKeys.make(algorithm, "", 1);
    values = List.of(keys.forged());
    gate = new Gate(keys.trust());
  }

  /** Denies it. */
  @Benchmark
  public Answer deny() {
    return gate.gate().answer((Denied) gate.decide(values));
  }
}
