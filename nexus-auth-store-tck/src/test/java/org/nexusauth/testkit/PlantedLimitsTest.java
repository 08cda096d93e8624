package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.nexusauth.limit.store.LimitStore;

/** The kit passes what is right, and each bug is seen by the case that is there for it. */
final class PlantedLimitsTest {

  @ParameterizedTest
  @EnumSource(LimitBug.class)
  void bug_inAStoreOfLimits_isSeen(LimitBug bug) {
    List<? extends DiscoverySelector> cases =
        bug.casesThatSeeIt().isEmpty()
            ? List.of(selectClass(OfLimits.class))
            : bug.casesThatSeeIt().stream()
                .map(name -> selectMethod(OfLimits.class, name))
                .toList();

    List<String> failed =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("org.nexusauth.bug", bug.name())
            .selectors(cases.toArray(DiscoverySelector[]::new))
            .execute()
            .testEvents()
            .failed()
            .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
            .toList();

    assertThat(failed).containsExactlyInAnyOrderElementsOf(bug.casesThatSeeIt());
  }

  @ExtendWith(PlantedBugsTest.Bugs.class)
  static final class OfLimits extends LimitStoreTck {
    private final PlantedLimits engine;

    OfLimits(LimitBug bug) {
      engine = new PlantedLimits(bug);
    }

    @Override
    protected LimitStore open(Clock nodeClock) {
      return engine.open(nodeClock);
    }

    @Override
    protected boolean advanceClock(Duration step) {
      engine.clock.advance(step);
      return true;
    }

    @Override
    protected boolean loseCounters() {
      engine.counters.loseCounters();
      return true;
    }

    @Override
    protected boolean loseNextAnswer(LimitStore node) {
      ((PlantedLimits.Node) node).losesNextAnswer = true;
      return true;
    }

    @Override
    protected boolean interrupt() {
      engine.away = true;
      return true;
    }
  }
}
