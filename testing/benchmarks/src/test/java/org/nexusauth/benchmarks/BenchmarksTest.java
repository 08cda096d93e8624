package org.nexusauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.nexusauth.benchmarks.core.CpuTime;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs; what it measures is not looked at here. */
final class BenchmarksTest {

  @Test
  void benchmarks_run_once() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("org.nexusauth.benchmarks.core")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .param("algorithm", "HS256")
                    .param("keys", "1")
                    .addProfiler(CpuTime.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();

    assertThat(results.stream().map(result -> result.getParams().getBenchmark()).distinct())
        .hasSizeGreaterThanOrEqualTo(7);
  }
}
