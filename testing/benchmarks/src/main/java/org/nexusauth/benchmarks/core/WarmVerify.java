package org.nexusauth.benchmarks.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.benchmarks.peer.NexusCheck;
import org.nexusauth.verify.VerificationResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A key that was seen before, as a new {@code String} each time: one, a thousand, as many as the
 * cache holds, and ten times as many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmVerify {

  /** How many keys take turns. */
  @Param({"1", "1000", "10000", "100000"})
  public int keys;

  private Texts texts = new Texts(List.of());

  @SuppressWarnings("NullAway.Init") // set before each trial
  private NexusCheck check;

  /** Reads or makes the keys and has each verified once. */
  @Setup
  public void setUp() throws IOException {
    BenchmarkKeys kept = BenchmarkKeys.kept(keys, Path.of("target", "benchmarks"));
    texts = new Texts(kept.texts());
    check = NexusCheck.create(kept.trust(), Map.of());
    kept.texts().forEach(check::check);
  }

  /** The text alone, in the list that a filter hands over: what of the other is not ours. */
  @Benchmark
  public List<String> text() {
    return List.of(texts.next());
  }

  /** The text, verified. */
  @Benchmark
  public VerificationResult verify() {
    return check.verify(texts.next());
  }
}
