package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with a {@link PlantedFeed}, and the cases that must see it. */
enum FeedBug {
  NONE,
  LOSES_SOME("changesCome_inTheir_orderWhateverThePage"),
  SKIPS_LATE_COMMITS("lateCommit_isNotSkipped"),
  READS_A_REPLICA("write_thatReturnedIs_readImmediatelyFromEveryNode"),
  DROPS_AT_THE_EDGE_OF_PAGES("changesCome_inTheir_orderWhateverThePage"),
  IGNORES_THE_SIZE_OF_PAGES("changesCome_inTheir_orderWhateverThePage"),
  LOSES_UNTIL("change_saysAllThatWasWritten"),
  WAITS_FOR_EVER("position_afterTheLastChange_staysAndWaitingEnds"),
  HIDES_THAT_IT_IS_OLDER("cursorAhead_ofTheStore_getsTheStoresOwnPosition"),
  HIDES_THAT_IT_IS_ANOTHER("cursor_ofAnotherGeneration_getsTheStoresOwnPosition"),
  MAKES_A_GENERATION_A_NODE("generation_isOneForAllPagesAndNodes"),
  SWEEPS_WHAT_HAS_NO_END("sweep_forgetsNoPositionAndNothingThatMayCount"),
  SWEEPS_AT_EXPIRY("sweep_forgetsNoPositionAndNothingThatMayCount"),
  GOES_BACK_WHEN_SWEPT("sweep_forgetsNoPositionAndNothingThatMayCount"),
  SWEEPS_AFTER_TWO_HOURS("sweep_forgetsNoPositionAndNothingThatMayCount"),
  SWEEPS_NOTHING("sweep_forgetsNoPositionAndNothingThatMayCount"),
  NUMBERS_ANEW_WHEN_SWEPT("sweep_leavesEachChangeItsPlace"),
  SWEEPS_WHAT_IS_ON(
      "sweep_leavesSwitchesAsTheyAre", "sweep_leavesASwitchToThoseWhoKnowTheOneBefore"),
  SWEEPS_PAIRS_OF_SWITCHES("sweep_leavesASwitchToThoseWhoKnowTheOneBefore"),
  TAKES_AN_OUTAGE_FOR_SWITCHED("outage_isNoStatusAndNoSuccess"),
  ENDS_WHEN_A_READER_IS_INTERRUPTED("interruptedReader_leavesTheFeedAtWork"),
  FORGETS_AT_RESTART("restart_keeps_everything"),
  TAKES_AN_OUTAGE_FOR_SILENCE("outage_isNoStatusAndNoSuccess"),
  TELLS_OF_KEYS_AND_AGENTS_ALONE(
      "subject_ofEachKind_deniesItsKeysAndNoOther",
      "revokedIntegration_andOrganization_areDeniedOnAnotherNodeWithinASecond"),
  TELLS_OF_ORGANIZATIONS_LATE(
      "revokedIntegration_andOrganization_areDeniedOnAnotherNodeWithinASecond"),
  KEEPS_ONE_ROW_A_SUBJECT(
      "issued_beforeOnly_movesForwardInEitherOrder",
      "wholeRevocation_outranksIssuedBeforeInEitherOrder",
      "futureInstant_canBeBroughtForwardAndNotPutOff",
      "anyTwoRevocations_ofASubjectDenyWhatEither_denies"),
  COVERS_BEFORE_IT_TAKES_EFFECT("anyTwoRevocations_ofASubjectDenyWhatEither_denies"),
  CUTS_MOMENTS_TO_SECONDS(
      "change_saysAllThatWasWritten",
      "issued_before_countsToTheMillisecond",
      "futureInstant_countsToTheMillisecond"),
  READS_A_SUBJECT_FROM_ITS_FIRST_PAGE("subject_isFoundAmongTenThousandOthers"),
  STOPS_AFTER_A_THOUSAND("page_withoutMore_leavesNothingOutHoweverMuchThereIs"),
  STOPS_AFTER_A_THOUSAND_AT_THE_START("page_withoutMore_leavesNothingOutHoweverMuchThereIs"),
  SKIPS_WHAT_IS_BEYOND_A_THOUSAND("page_withoutMore_leavesNothingOutHoweverMuchThereIs"),
  COUNTS_ANEW_WHEN_OPENED("position_staysWhenTheLastChangeWasSweptBeforeARestart"),
  SWEEPS_SUBJECTS("sweep_ofWhatExpired_leavesWhatElseIsKnownOfItsSubject"),
  FORGETS_SWITCHES_AT_RESTART("restart_keeps_everything", "reopenedStore_knowsAllThatWasSwitched"),
  FORGETS_PARTS_AT_RESTART("restart_keeps_everything", "reopenedStore_knowsAllThatWasRevoked"),
  FORGETS_EFFECT_AT_RESTART("restart_keeps_everything", "reopenedStore_knowsAllThatWasRevoked"),
  FORGETS_REASONS_AT_RESTART("restart_keeps_everything", "reopenedStore_knowsAllThatWasRevoked"),
  APPENDS_WITHDRAWALS_ALONE(
      "withdrawnRevocation_neverTakesEffect", "withdrawal_isReturnedInsteadOfWhatItWithdraws"),
  TELLS_OF_NO_WITHDRAWAL(
      "withdrawnRevocation_neverTakesEffect", "withdrawal_isReturnedInsteadOfWhatItWithdraws"),
  WITHDRAWS_FROM_NOW_ON("withdrawal_isReturnedInsteadOfWhatItWithdraws"),
  SWEEPS_WITHDRAWALS("withdrawal_isReturnedInsteadOfWhatItWithdraws");

  private final String cases;

  FeedBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
