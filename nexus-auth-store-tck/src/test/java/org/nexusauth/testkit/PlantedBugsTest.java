package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;

/** The kit passes what is right, and each bug is seen by the case that is there for it. */
final class PlantedBugsTest {
  private static final String BUG = "org.nexusauth.bug";

  @ParameterizedTest
  @EnumSource(StoreBug.class)
  void bug_in_aStoreIsSeen(StoreBug bug) {
    check(OfStores.class, bug, bug.casesThatSeeIt());
  }

  @ParameterizedTest
  @EnumSource(FeedBug.class)
  void bug_in_aFeedIsSeen(FeedBug bug) {
    check(OfFeeds.class, bug, bug.casesThatSeeIt());
  }

  @ParameterizedTest
  @EnumSource(ClockBug.class)
  void bugAbout_clocksIsSeen(ClockBug bug) {
    check(OfClocks.class, bug, bug.casesThatSeeIt());
  }

  private static void check(Class<?> kit, Enum<?> bug, List<String> casesThatSeeIt) {
    List<? extends DiscoverySelector> cases =
        casesThatSeeIt.isEmpty()
            ? List.of(selectClass(kit))
            : casesThatSeeIt.stream().map(name -> selectMethod(kit, name)).toList();

    List<String> failed =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(BUG, bug.name())
            .selectors(cases.toArray(DiscoverySelector[]::new))
            .execute()
            .testEvents()
            .failed()
            .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
            .toList();

    assertThat(failed).containsExactlyInAnyOrderElementsOf(casesThatSeeIt);
  }

  /** Hands the bug over that the run is about. */
  static final class Bugs implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType().isEnum();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      String name = context.getConfigurationParameter(BUG).orElseThrow();
      return Arrays.stream(parameter.getParameter().getType().getEnumConstants())
          .filter(bug -> ((Enum<?>) bug).name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  @ExtendWith(Bugs.class)
  static final class OfStores extends RevocationStoreTck {
    private final PlantedStore store;

    OfStores(StoreBug bug) {
      store = new PlantedStore(bug, clock);
    }

    @Override
    protected RevocationStore store() {
      return store;
    }

    @Override
    protected RevocationWriter writer() {
      return store;
    }

    @Override
    protected boolean sweep() {
      store.sweep();
      return true;
    }

    @Override
    protected RevocationStore another() {
      return store.another();
    }

    @Override
    protected boolean interrupt() {
      store.goAway();
      return true;
    }

    @Override
    protected boolean reopen() {
      store.restart();
      return true;
    }
  }

  @ExtendWith(Bugs.class)
  static final class OfFeeds extends RevocationFeedTck {
    private final PlantedFeed engine;

    OfFeeds(FeedBug bug) {
      engine = new PlantedFeed(bug, clock);
    }

    @Override
    protected RevocationFeed open() {
      return engine.open();
    }

    @Override
    protected boolean sweep() {
      engine.sweep();
      return true;
    }

    @Override
    protected void restart() {
      engine.restart();
    }

    @Override
    protected boolean interrupt() {
      engine.goAway();
      return true;
    }
  }

  @ExtendWith(Bugs.class)
  static final class OfClocks extends RevocationClockTck {
    private final PlantedRows engine;

    OfClocks(ClockBug bug) {
      engine = new PlantedRows(bug);
    }

    @Override
    protected RevocationFeed open(Clock clock) {
      return engine.open(clock);
    }

    @Override
    protected void restart() {
      engine.restart();
    }

    @Override
    protected void sweep() {
      engine.sweep();
    }
  }
}
