package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with {@link PlantedUsage}, and the cases that must see it. */
enum UsageBug {
  NONE,
  COUNTS_A_BATCH_AGAIN("batch_thatIsWrittenTwice_countsOnce"),
  REMEMBERS_THE_LAST_NUMBER_ALONE("olderBatch_thatIsWrittenAgain_countsOnce"),
  NUMBERS_ALL_NODES_TOGETHER("numbers_ofSeveralNodes_areApart"),
  WAITS_FOR_NUMBERS_LEFT_OUT("number_thatIsLeftOut_stopsNothing"),
  WRITES_A_LOST_BATCH_AGAIN("lostAnswer_toABatch_countsItOnce"),
  HIDES_A_LOST_ANSWER("lostAnswer_toABatch_countsItOnce"),
  ANSWERS_IN_AN_OUTAGE("outage_isAnException"),
  REPLACES_A_MINUTE("requests_areCountedByOutcome_inTheirSteps"),
  KEEPS_NO_DENIALS_REASON("outcomes_areAllKept"),
  INCLUDES_THE_END("ranges_includeTheirStart_andNotTheirEnd"),
  LEAVES_OUT_THE_START("ranges_includeTheirStart_andNotTheirEnd"),
  MIXES_INTEGRATIONS("keys_integrationsAndOrganizations_areApart"),
  MIXES_ORGANIZATIONS("keys_integrationsAndOrganizations_areApart"),
  GIVES_A_KEY_ALL_REQUESTS("keys_integrationsAndOrganizations_areApart"),
  READS_A_HUNDRED_SCOPES("series_ofManyScopes_areThoseOfEach"),
  COUNTS_IN_32_BITS("largeNumbers_areCounted"),
  CUTS_IDS("ids_ofAnyText_areKeysOfTheirOwn"),
  FOLDS_THE_CASE_OF_IDS("ids_ofAnyText_areKeysOfTheirOwn"),
  SORTS_DETAILS_BY_NAME("details_withTheMostRequests_areFirst"),
  READS_ALL_DETAILS("details_withTheMostRequests_areFirst"),
  FORGETS_PARTS_OF_DETAILS("details_withTheMostRequests_areFirst"),
  MIXES_KINDS_OF_DETAILS("details_ofOneKindAndScope_areNotThoseOfOthers"),
  READS_DETAILS_OF_THE_DAY("details_areThoseOfTheRange_withTheirFirstHour"),
  DROPS_ODD_DETAILS("details_ofAnyText_loseNoRequest"),
  EMPTIES_MISSING_TEXTS("denials_areReadAsWritten"),
  SHOWS_THE_OLDEST_FIRST("denials_areFoundByScopeReasonAndRequest"),
  IGNORES_REASONS("denials_areFoundByScopeReasonAndRequest"),
  IGNORES_REQUESTS("denials_areFoundByScopeReasonAndRequest"),
  SHOWS_DENIALS_AT_THE_END("denials_atTheStartAreRead_atTheEndNot"),
  NAMES_A_PAGE_TOO_MANY("pages_haveEachDenialOnce_alsoOfOneInstant"),
  LEAVES_OUT_ONE_BETWEEN_PAGES("pages_haveEachDenialOnce_alsoOfOneInstant"),
  COUNTS_PAGES_BY_PLACE("pages_whileDenialsAreWritten_repeatAndLeaveOutNothing"),
  TAKES_ANY_CURSOR("cursors_thatNoPageHad_areRejected"),
  REJECTS_ODD_DENIALS("denials_withHostileTexts_areKept"),
  KEEPS_DENIALS("denials_areRemovedWhenTheyAreOld"),
  DOUBLES_WHAT_IS_ROLLED_UP("figures_areTheSameAfterRollUps"),
  DROPS_LATE_REQUESTS("lateRequests_ofRolledUpHoursAndDays_areAdded"),
  REMOVES_HOURS_WITH_MINUTES("retention_keepsHoursThenDays_thenNothing"),
  KEEPS_DAYS("retention_keepsHoursThenDays_thenNothing"),
  COUNTS_SOME_BATCHES_TWICE("nodes_thatWriteAndMaintainTogether_countEachRequestOnce"),
  IS_COMPLETE_UP_TO_THE_LATEST("completeUpTo_isTheEarliestOfTheNodes"),
  IS_COMPLETE_UP_TO_NOW("completeUpTo_isTheEarliestOfTheNodes"),
  WAITS_FOR_ENDED_NODES("completeUpTo_leavesOutNodes_thatHaveNotWrittenForAMinute");

  private final String cases;

  UsageBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
