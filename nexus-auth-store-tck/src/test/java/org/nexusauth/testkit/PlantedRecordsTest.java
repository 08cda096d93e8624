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
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;

/** The kit passes what is right, and each bug is seen by the case that is there for it. */
final class PlantedRecordsTest {

  @ParameterizedTest
  @EnumSource(RecordBug.class)
  void bug_inAStoreOfRecords_isSeen(RecordBug bug) {
    List<? extends DiscoverySelector> cases =
        bug.casesThatSeeIt().isEmpty()
            ? List.of(selectClass(OfRecords.class))
            : bug.casesThatSeeIt().stream()
                .map(name -> selectMethod(OfRecords.class, name))
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
  static final class OfRecords extends ManagementStoreTck {
    private final PlantedRecords records;

    OfRecords(RecordBug bug) {
      records = new PlantedRecords(bug);
    }

    @Override
    protected ManagementStore store() {
      return records;
    }

    @Override
    protected KeyUseStore uses() {
      return records.store;
    }
  }
}
