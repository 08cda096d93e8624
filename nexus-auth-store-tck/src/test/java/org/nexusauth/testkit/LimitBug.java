package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with {@link PlantedLimits}, and the cases that must see it. */
enum LimitBug {
  NONE,
  GRANTS_WITHOUT_DEBIT("tokens_areGrantedUntilTheQuotaIsUsed"),
  GRANTS_A_BATCH_TWICE("batch_isGrantedInItsOrder_aKeyThatIsInItTwiceToo"),
  READS_AND_WRITES_APART("concurrentNodes_areGrantedTheQuotaTogether"),
  DEBITS_THE_FIRST_WINDOW_ALONE("windows_areAllDebitedByTheSameNumber_theLeastThatOneHas"),
  DEBITS_THREE_POLICIES("plan_ofFourPolicies_isDebitedInAllOfThem"),
  DEBITS_A_QUERY("want_of_noTokensTellsWhatIsUsed"),
  CUTS_SPENT_TO_THE_QUOTA("spentTokens_areDebitedFirst_evenBeyondTheQuota"),
  COUNTS_IN_32_BITS("largeNumbers_areCounted"),
  DENIES_WITHOUT_POLICIES("plan_withoutPolicies_grantsWhatIsWanted"),
  TAKES_NO_EMPTY_BATCH("batch_ofNothing_returnsNothing"),
  ANSWERS_IN_ANY_ORDER("batch_ofAThousandKeys_isGrantedInItsOrder"),
  IGNORES_KINDS("ids_ofAnyBits_areKeysOfTheirOwn"),
  CUTS_IDS("ids_ofAnyBits_areKeysOfTheirOwn"),
  FORGETS_USE_WITH_THE_QUOTA("changedQuota_keepsWhatIsUsed"),
  FORGETS_OTHER_POLICIES("addedAndRemovedPolicies_keepWhatIsUsedOfTheOthers"),
  COUNTS_BY_THE_NODES_CLOCK("windows_beginByTheStoresClock_whateverANodesClockSays"),
  IGNORES_THE_PHASE("windows_ofKeys_haveThePhaseOfTheirIds"),
  GRANTS_AFTER_THE_END(
      "windowThatEnded_isFollowedByOneWithNothingUsed",
      "sumOfGrants_isTheQuotaInEachWindow_whileWindowsEnd"),
  COUNTS_FOR_EACH_NODE("sumOfGrants_isTheQuotaInEachWindow_whileWindowsEnd"),
  LOSES_WHAT_IS_GIVEN_BACK("unspentTokens_canBeTakenAgain_byAnotherNodeToo"),
  CREDITS_THE_FIRST_WINDOW_ALONE("unspentTokens_canBeTakenAgain_byAnotherNodeToo"),
  CREDITS_BELOW_NOTHING("unspentTokens_beyondWhatIsUsed_addNothing"),
  CREDITS_THE_NEXT_WINDOW("unspentTokens_ofAWindowThatEnded_addNothingToTheNextOne"),
  COUNTS_EACH_ANNOUNCEMENT("nodes_areCountedOnce"),
  KEEPS_SILENT_NODES("nodes_thatWereSilentForMoreThanTenSeconds_areNotCounted"),
  KEEPS_THE_GENERATION("generation_isTheSameForAllNodes_untilCountersAreLost"),
  NAMES_A_GENERATION_A_NODE("generation_isTheSameForAllNodes_untilCountersAreLost"),
  REPEATS_A_LOST_TAKE("lostAnswer_toATake_isNotRepeated"),
  UNDOES_A_LOST_TAKE("lostAnswer_toATake_isNotRepeated"),
  REPEATS_A_LOST_GIVING_BACK("lostAnswer_toGivingBack_isNotRepeated"),
  GRANTS_IN_AN_OUTAGE("outage_isAnException");

  private final String cases;

  LimitBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
