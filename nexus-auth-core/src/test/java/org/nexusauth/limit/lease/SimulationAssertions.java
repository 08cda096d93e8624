package org.nexusauth.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.limit.lease.PassRecorder.Count;
import org.nexusauth.limit.lease.PassRecorder.Window;
import org.nexusauth.limit.lease.Scenario.Disturbance;

/** What holds in each simulation, and says with which seed it did not. */
final class SimulationAssertions {
  private SimulationAssertions() {}

  /** Runs a simulation; fails with its last events when a bound does not hold. */
  static PassRecorder runAndCheck(Scenario scenario) {
    PassRecorder recorder = new LimitSimulation(scenario, PlantedFault.NONE, false).run();
    List<String> problems = findProblems(scenario, recorder);
    if (!problems.isEmpty()) {
      PassRecorder traced = new LimitSimulation(scenario, PlantedFault.NONE, true).run();
      assertThat(problems)
          .as("%s: %s%n%s", scenario, problems, String.join("\n", traced.lastTrace()))
          .isEmpty();
    }
    return recorder;
  }

  /** Returns what exceeds its bound. */
  static List<String> findProblems(Scenario scenario, PassRecorder recorder) {
    List<String> problems = new ArrayList<>();
    recorder.counts().forEach((window, count) -> addProblems(problems, scenario, recorder, window));
    return problems;
  }

  private static void addProblems(
      List<String> problems, Scenario scenario, PassRecorder recorder, Window window) {
    Count count = recorder.counts().get(window);
    long quota = LimitSimulation.quotaOf(scenario.plan(), window.seconds());
    long countings = scenario.has(Disturbance.EMPTIED) ? 2 : 1;
    if (count.granted > countings * quota) {
      problems.add("%s tokens were spent of %s in %s".formatted(count.granted, quota, window));
    }
    boolean looksLikeOutage = recorder.hasCountedLocally() && mayLookLikeOutage(scenario);
    if (scenario.isStrict() && !looksLikeOutage && count.passed > quota) {
      problems.add("%s passed of %s in %s".formatted(count.passed, quota, window));
    }
    // A clock that was too fast in an outage is corrected after it, and the window begins again.
    long begun = scenario.has(Disturbance.CLOCKS) ? 2 : 1;
    if (count.localOfOneNode() > begun * Math.max(1, quota / count.nodesSeen)) {
      problems.add("local counts %s in %s".formatted(count.local, window));
    }
    if (!changesNodes(scenario) && count.localSum() > begun * Math.max(quota, scenario.nodes())) {
      problems.add("all local counts %s of %s in %s".formatted(count.local, quota, window));
    }
  }

  /** Several calls in a row fail, or some before and after a node was stopped. */
  private static boolean mayLookLikeOutage(Scenario scenario) {
    return scenario.has(Disturbance.LOSS)
        || (scenario.has(Disturbance.STOPS) && scenario.has(Disturbance.PAUSE));
  }

  /** Nodes know each other no longer, or count by two plans. */
  private static boolean changesNodes(Scenario scenario) {
    return scenario.has(Disturbance.KILLS)
        || scenario.has(Disturbance.STOPS)
        || scenario.has(Disturbance.PARTITION)
        || scenario.has(Disturbance.PLAN_CHANGE);
  }

  /** Checks that windows with enough demand were served. */
  static void requireServed(Scenario scenario, PassRecorder recorder, double share) {
    recorder
        .counts()
        .forEach(
            (window, count) -> {
              int quota = LimitSimulation.quotaOf(scenario.plan(), window.seconds());
              if (count.demanded > 1.5 * quota) {
                assertThat((double) count.passed)
                    .as("%s, %s of %s demanded in %s", scenario, quota, count.demanded, window)
                    .isGreaterThanOrEqualTo(share * quota);
              }
            });
  }

  /** Checks that the last full window was served. */
  static void requireServedAtTheEnd(Scenario scenario, PassRecorder recorder, double share) {
    List<Count> counts = List.copyOf(recorder.counts().values());
    Count last = counts.get(counts.size() - 2);
    int quota = scenario.plan().policies().get(0).quota();
    assertThat((double) last.passed)
        .as("%s, %s demanded in the last window", scenario, last.demanded)
        .isGreaterThanOrEqualTo(share * quota);
  }
}
