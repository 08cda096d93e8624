package org.nexusauth.benchmarks.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.decision.Decision;
import org.nexusauth.management.use.KeyUseRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole gate for a key that was seen before: verify, permit, notify a listener. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmGate {

  /** How many keys take turns. */
  @Param({"1", "1000", "10000"})
  public int keys;

  private Texts texts = new Texts(List.of());

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Gate gate;

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Gate recordingGate;

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Gate limitedGate;

  /** Reads or makes the keys and has each decided once. */
  @Setup
  public void setUp() throws IOException {
    BenchmarkKeys kept = BenchmarkKeys.kept(keys, Path.of("target", "benchmarks"));
    texts = new Texts(kept.texts());
    gate = new Gate(kept.trust());
    recordingGate = new Gate(kept.trust(), new KeyUseRecorder());
    limitedGate = Gate.limited(kept.trust());
    kept.texts().forEach(text -> gate.decide(List.of(text)));
    kept.texts().forEach(text -> limitedGate.decide(List.of(text)));
    kept.texts().forEach(text -> recordingGate.decide(List.of(text)));
  }

  /** The text alone, in the list that a filter hands over: what of the other is not ours. */
  @Benchmark
  public List<String> text() {
    return List.of(texts.next());
  }

  /** The text, decided. */
  @Benchmark
  public Decision decide() {
    return gate.decide(List.of(texts.next()));
  }

  /** The text, decided and charged to two windows. */
  @Benchmark
  public Decision decideLimited() {
    return limitedGate.decide(List.of(texts.next()));
  }

  /** The text, decided and charged to two windows, and the headers of its answer. */
  @Benchmark
  public int decideLimitedWithHeaders() {
    Decision decision = limitedGate.decide(List.of(texts.next()));
    int[] length = new int[1];
    limitedGate.gate().headersOf(decision).forEach((name, value) -> length[0] += value.length());
    return length[0];
  }

  /** The text, decided, and the use of its key recorded. */
  @Benchmark
  public Decision decideAndRecord() {
    return recordingGate.decide(List.of(texts.next()));
  }
}
