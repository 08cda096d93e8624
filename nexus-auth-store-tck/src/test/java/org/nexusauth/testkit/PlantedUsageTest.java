package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.nexusauth.usage.store.UsageStore;

/** The kit passes what is right, and each bug is seen by the case that is there for it. */
final class PlantedUsageTest {

  @ParameterizedTest
  @EnumSource(UsageBug.class)
  void bug_inAStoreOfUsage_isSeen(UsageBug bug) {
    List<? extends DiscoverySelector> cases =
        bug.casesThatSeeIt().isEmpty()
            ? List.of(selectClass(OfUsage.class))
            : bug.casesThatSeeIt().stream().map(name -> selectMethod(OfUsage.class, name)).toList();

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
  static final class OfUsage extends UsageStoreTck {
    private final PlantedUsage store;

    OfUsage(UsageBug bug) {
      store = new PlantedUsage(bug, clock);
    }

    /** Takes long, and is run on the store without bugs by a test of its own. */
    @Override
    void keys_thatAreSeenOnce_areAllCounted() {}

    @Override
    protected UsageStore open() {
      return store;
    }

    @Override
    protected boolean usesClock() {
      return true;
    }

    @Override
    protected boolean loseNextAnswer(UsageStore node) {
      store.losesNextAnswer = true;
      return true;
    }

    @Override
    protected boolean interrupt() {
      store.away = true;
      return true;
    }
  }
}
