package org.nexusauth.benchmarks.core;

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
 * How the cost of a known key grows from 1 to 1,000 to 1 M keys when the cache may hold them all.
 * HS256, as a million signatures of another kind take a quarter of an hour to make; the look-up is
 * the same.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowingLookup {

  /** How many keys take turns. */
  @Param({"1", "1000", "1000000"})
  public int keys;

  private Texts texts = new Texts(List.of());

  @SuppressWarnings("NullAway.Init") // set before each trial
  private NexusCheck check;

  /** Makes the keys and has each verified once. */
  @Setup
  public void setUp() {
    BenchmarkKeys made = BenchmarkKeys.make("HS256", "", keys);
    texts = new Texts(made.texts());
    check = NexusCheck.create(made.trust(), Map.of("nexus.auth.cache.size", "2000000"));
    made.texts().forEach(check::check);
  }

  /** The text, verified. */
  @Benchmark
  public VerificationResult verify() {
    return check.verify(texts.next());
  }
}
