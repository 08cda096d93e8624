package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with {@link PlantedRecords}, and the cases that must see it. */
enum RecordBug {
  NONE,
  KEEPS_WHAT_A_THROWING_WORK_WROTE("throwingWork_undoesAllThatItWrote"),
  DENIES_NO_INSERT("organization_isWrittenOnce_andChangedByVersion"),
  DENIES_NO_UPDATE("key_isWrittenOnce_andChangedByVersion"),
  TAKES_NAMES_TWICE("integrationName_isTakenInItsOrganization_ignoringCase"),
  APPENDS_NO_EVENT("events_areReadInTheirOrder"),
  FORGETS_THE_HEAD("head_isTheEventThatWasAppendedLast"),
  TAKES_ANY_SEQUENCE("event_thatDoesNotFollowTheLastOne_isNotAppended"),
  REPEATS_THE_FIRST_PART("agents_areListedByNameIgnoringCase_thenById"),
  COUNTS_NOTHING("keys_areFoundAndCountedByTheirState"),
  SUMMARIZES_NOTHING("integrations_areSummarizedByTheStatesOfTheirKeysAndTheirLastUse"),
  FILTERS_NO_INTEGRATIONS_BY_KEYS("integrations_areFoundByTheirKeys"),
  ADVANCES_ENDED_ROTATIONS("rotations_whoseSuccessorWasUsed_areToBeAdvanced"),
  DENIES_NO_PLAN("plan_isWrittenOnce_changedAndDeletedByVersion"),
  ASSIGNS_NOTHING("keysWithAPlanOfTheirRecord_areListedWhileTheyAreValid"),
  ROTATES_NOTHING("rotations_areListedWhileTheOldKeyIsValid"),
  COUNTS_NO_USE_OF_PLANS("keysOfAPlan_areCountedByOrganization"),
  FORGETS_REQUESTS("request_isFoundByItsOperatorAndKey");

  private final String cases;

  RecordBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
