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

/** A key that needs no cryptography to be denied: decision, event and answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MalformedGate {

  /** What is wrong with it. */
  @Param public BadKey kind = BadKey.EMPTY;

  private List<String> values = List.of();

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Gate gate;

  /** Makes a good key and spoils it. */
  @Setup
  public void setUp() {
    BenchmarkKeys keys = BenchmarkKeys.make("RS256", "", 1);
    values = kind.from(keys.texts().get(0));
    gate = new Gate(keys.trust());
  }

  /** Denies it. */
  @Benchmark
  public Answer deny() {
    return gate.gate().answer((Denied) gate.decide(values));
  }
}
