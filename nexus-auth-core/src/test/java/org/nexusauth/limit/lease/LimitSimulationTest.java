package org.nexusauth.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.limit.lease.Scenario.Disturbance;

/**
 * The engine of leases in virtual time, on several nodes, with everything that may go wrong. A
 * failure names the scenario, which repeats it.
 */
class LimitSimulationTest {
  private static final int SCHEDULES = Integer.getInteger("nexus.limits.schedules", 60);
  private static final long FIRST_SEED = Long.getLong("nexus.limits.seed", 1);

  private static final List<String> POLICIES =
      List.of("60/minute", "1000/hour", "60/minute,1000/hour", "10/minute", "1/minute", "3/PT10S");

  private static final List<Disturbance> DISTURBANCES = List.of(Disturbance.values());
  private static final List<LoadPattern> LOADS = List.of(LoadPattern.values());

  @ParameterizedTest
  @EnumSource(Disturbance.class)
  void limit_ofEachWindow_isNotExceeded(Disturbance disturbance) {
    for (int i = 0; i < SCHEDULES; i++) {
      Random random = new Random(FIRST_SEED + i);
      SimulationAssertions.runAndCheck(drawScenario(random, EnumSet.of(disturbance)));
    }
  }

  @Test
  void limit_withSeveralDisturbances_isNotExceeded() {
    for (int i = 0; i < 3 * SCHEDULES; i++) {
      Random random = new Random(FIRST_SEED + i);
      SimulationAssertions.runAndCheck(drawScenario(random, drawDisturbances(random)));
    }
  }

  private static Set<Disturbance> drawDisturbances(Random random) {
    Set<Disturbance> some = EnumSet.noneOf(Disturbance.class);
    for (int j = 0; j < 3; j++) {
      some.add(drawOne(DISTURBANCES, random));
    }
    return some;
  }

  @Test
  @Tag("deep")
  void limit_inThousandsOfOtherSchedules_isNotExceeded() {
    long seed = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      Random random = new Random(seed + i);
      SimulationAssertions.runAndCheck(drawScenario(random, drawDisturbances(random)));
    }
  }

  @ParameterizedTest
  @EnumSource(LoadPattern.class)
  void demand_overTheLimit_isServedUpToIt(LoadPattern load) {
    for (String policies : POLICIES) {
      for (int i = 0; i < SCHEDULES / 20; i++) {
        Scenario scenario = new Scenario(FIRST_SEED + i, policies, 3, load, Set.of());
        PassRecorder recorder = SimulationAssertions.runAndCheck(scenario);
        SimulationAssertions.requireServed(scenario, recorder, 0.95);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Disturbance.class)
  void demand_afterADisturbance_isServed(Disturbance disturbance) {
    for (int i = 0; i < SCHEDULES / 10; i++) {
      Scenario scenario =
          new Scenario(FIRST_SEED + i, "20/PT10S", 3, LoadPattern.STEADY, Set.of(disturbance));
      PassRecorder recorder = new LimitSimulation(scenario, PlantedFault.NONE, false).runLonger();
      SimulationAssertions.requireServedAtTheEnd(scenario, recorder, 0.95);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000/hour, 0.95", "60/minute, 0.85"})
  void requests_mostly_waitForNoStore(String policies, double expected) {
    for (LoadPattern load : LoadPattern.values()) {
      double sum = 0;
      int schedules = SCHEDULES / 12;
      for (int i = 0; i < schedules; i++) {
        Scenario scenario = new Scenario(FIRST_SEED + i, policies, 3, load, Set.of());
        sum += SimulationAssertions.runAndCheck(scenario).shareWithoutWait();
      }
      if (load != LoadPattern.SYNCHRONOUS) {
        assertThat(sum / schedules).as("without a wait, %s", load).isGreaterThan(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PlantedFault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE"})
  void plantedFault_isFound(PlantedFault fault) {
    for (int i = 0; i < 20 * SCHEDULES; i++) {
      Random random = new Random(FIRST_SEED + i);
      Set<Disturbance> some = EnumSet.of(Disturbance.LOSS, Disturbance.CLOCKS);
      Scenario scenario = drawScenario(random, some);
      PassRecorder recorder = new LimitSimulation(scenario, fault, false).run();
      if (!SimulationAssertions.findProblems(scenario, recorder).isEmpty()) {
        return;
      }
    }
    assertThat(fault).as("found in no schedule").isNull();
  }

  private static Scenario drawScenario(Random random, Set<Disturbance> disturbances) {
    return new Scenario(
        random.nextLong(),
        drawOne(POLICIES, random),
        1 + random.nextInt(4),
        drawOne(LOADS, random),
        disturbances);
  }

  private static <T> T drawOne(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
