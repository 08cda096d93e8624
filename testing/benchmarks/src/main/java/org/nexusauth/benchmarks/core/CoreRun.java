package org.nexusauth.benchmarks.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.nexusauth.benchmarks.core.CoreBudget.Figures;
import org.nexusauth.benchmarks.peer.Library;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the core, one after the other, and says on standard output what an
 * operation takes: time, CPU time and bytes. What is compared runs next to each other.
 */
public final class CoreRun {
  private final boolean quick;
  private final CoreBudget budget = new CoreBudget();

  private CoreRun(boolean quick) {
    this.quick = quick;
  }

  /**
   * Runs them.
   *
   * @param arguments {@code --quick} for a short pass; names of benchmark classes, none for all
   */
  public static void main(String[] arguments) throws RunnerException {
    List<String> given = List.of(arguments);
    CoreRun run = new CoreRun(given.contains("--quick"));
    System.out.println("benchmark\twhat\tns\tCPU ns\tbytes");
    List<Class<?>> others =
        List.of(
            WarmVerify.class,
            WarmGate.class,
            MalformedGate.class,
            ForgedGate.class,
            GrowingLookup.class);
    boolean all = given.stream().allMatch(argument -> argument.startsWith("--"));
    if (all || given.contains(ColdVerify.class.getSimpleName())) {
      run.runCold();
    }
    for (Class<?> benchmark : others) {
      if (all || given.contains(benchmark.getSimpleName())) {
        run.printResults(run.createOptions(benchmark));
      }
    }
    run.budget.print();
  }

  private void runCold() throws RunnerException {
    for (String algorithm : List.of("RS256", "HS256", "ES256", "EdDSA")) {
      printResults(runCold(algorithm, libraries(algorithm)));
    }
    for (String algorithm : List.of("ES256+ACCP", "EdDSA+ACCP")) {
      printResults(runCold(algorithm, List.of(Library.RAW, Library.NEXUS)));
    }
  }

  private static List<Library> libraries(String algorithm) {
    return Arrays.stream(Library.values()).filter(library -> library.does(algorithm)).toList();
  }

  private ChainedOptionsBuilder runCold(String algorithm, List<Library> libraries) {
    return createOptions(ColdVerify.class)
        .param("algorithm", algorithm)
        .param("library", libraries.stream().map(Library::name).toArray(String[]::new));
  }

  private ChainedOptionsBuilder createOptions(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getName() + "\\.")
        .forks(1)
        .jvmArgsAppend(memoryOptions(benchmark))
        .warmupIterations(quick ? 3 : 5)
        .warmupTime(TimeValue.milliseconds(quick ? 500 : 1_000))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(quick ? 200 : 600))
        .addProfiler(CpuTime.class)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  /** Memory that was touched before: the first use of a page costs more than what is measured. */
  private static String[] memoryOptions(Class<?> benchmark) {
    boolean large = benchmark == GrowingLookup.class;
    return new String[] {
      large ? "-Xms10g" : "-Xms1g",
      large ? "-Xmx10g" : "-Xmx1g",
      large ? "-Xmn6g" : "-Xmn256m",
      "-XX:+AlwaysPreTouch"
    };
  }

  private void printResults(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    results.forEach(this::printResults);
  }

  private void printResults(RunResult result) {
    String name = result.getParams().getBenchmark();
    String benchmark = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    Figures found =
        new Figures(
            median(result.getPrimaryResult()),
            median(secondary(result, "cpu")),
            median(secondary(result, "gc.alloc.rate.norm")));
    System.out.printf(
        Locale.ROOT,
        "%s\t%s\t%.0f\t%.0f\t%.0f%n",
        benchmark,
        describeParameters(result),
        found.nanos(),
        found.cpuNanos(),
        found.bytes());
    budget.add(benchmark + " " + describeParameters(result), found);
  }

  private static Result<?> secondary(RunResult result, String name) {
    return Objects.requireNonNull(result.getSecondaryResults().get(name), name);
  }

  private static String describeParameters(RunResult result) {
    return String.join(
        " ",
        result.getParams().getParamsKeys().stream().map(result.getParams()::getParam).toList());
  }

  /** An iteration that others of the machine disturbed counts as one, however long it took. */
  private static double median(Result<?> result) {
    return result.getStatistics().getPercentile(50);
  }
}
