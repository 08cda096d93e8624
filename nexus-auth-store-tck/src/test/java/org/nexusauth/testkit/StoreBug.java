package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with a {@link PlantedStore}, and the cases that must see it. */
enum StoreBug {
  NONE,
  LOSES_SOME("concurrentRevocations_ofManyKeys_areAllKept"),
  TAKES_AN_OUTAGE_FOR_ACTIVE("outage_isNoStatusAndNoSuccess"),
  TAKES_AN_OUTAGE_FOR_WRITTEN("outage_isNoStatusAndNoSuccess"),
  FORGETS_AT_EXPIRY("revocationOutlivesThe_expiryOfItsKeys"),
  FORGETS_WHEN_SWEPT("revocation_withoutAKnownEnd_isKeptPermanently"),
  REFUSES_EXPIRED("revocation_ofAnExpiredKey_isTaken"),
  TAKES_EFFECT_TOO_EARLY("futureRevocation_takesEffectOnTimeWhileNothingElseChanges"),
  TAKES_EFFECT_A_SECOND_LATE("futureRevocation_takesEffectOnTimeWhileNothingElseChanges"),
  PUTS_OFF("futureInstant_canBeBroughtForwardAndNotPutOff"),
  EXCLUDES_THE_MOMENT_OF_ISSUED_BEFORE("issued_before_deniesAKeyIssuedAtThatInstant"),
  TAKES_ISSUED_BEFORE_FOR_WHOLE("issued_before_deniesOlderKeysAndThoseThatDoNotSay"),
  KNOWS_PARTS_OF_INTEGRATIONS_ALONE("issued_before_deniesOlderKeysAndThoseThatDoNotSay"),
  TAKES_KEYS_WITHOUT_IAT_FOR_NEW("issued_before_deniesOlderKeysAndThoseThatDoNotSay"),
  MOVES_BACK("issued_beforeOnly_movesForwardInEitherOrder"),
  KEEPS_THE_LAST("secondRevocation_keepsTheFirstAndItsReason"),
  RETURNS_WHAT_IT_WAS_GIVEN("secondRevocation_keepsTheFirstAndItsReason"),
  REVIVES_WHEN_SWITCHED_ON("switch_changesNothingForWhatIsRevoked"),
  SWITCHES_ANYTHING("switch_ofAnotherKind_isIllegal"),
  COUNTS_SWITCHES("switch_goesOffAndOnAgainHoweverOftenItIsSet"),
  MIXES_KINDS("equalIds_ofOtherKinds_areOtherSubjects"),
  MIXES_ISSUERS("equalId_atAnotherIssuer_isAnotherKey"),
  MIXES_ORGANIZATIONS("equalId_inAnotherOrganizationOrIntegration_isAnotherKey"),
  MIXES_INTEGRATIONS("equalId_inAnotherOrganizationOrIntegration_isAnotherKey"),
  JOINS_IDS("equalId_inAnotherOrganizationOrIntegration_isAnotherKey"),
  IGNORES_CASE("oddIds_andReasons_areTextsAndNothingMore"),
  CUTS_IDS("oddIds_andReasons_areTextsAndNothingMore"),
  TRIMS_IDS("oddIds_andReasons_areTextsAndNothingMore"),
  KNOWS_NO_SIGNING_KEYS("subject_ofEachKind_deniesItsKeysAndNoOther"),
  ANSWERS_FROM_A_REPLICA("subject_ofEachKind_deniesItsKeysAndNoOther"),
  ANSWERS_NULL("key_thatWas_neverRevokedIsActive"),
  SWITCHES_ALL_ON(
      "switchTurnsItsOwn_subjectAndNoOther", "integration_andAgentOfAKey_areSwitchedApart"),
  SWITCHES_A_WHOLE_KIND(
      "switchTurnsItsOwn_subjectAndNoOther",
      "integration_thatIsOff_deniesAllItsKeysAndNoOther",
      "agent_thatIsOff_deniesItsKeysAndNoOther"),
  SWITCHES_KEYS_WITHOUT_AGENT_TOO("agent_thatIsOff_deniesItsKeysAndNoOther"),
  SWITCHES_INTEGRATIONS_OF_KEYS_WITH_AGENT_ALONE(
      "integration_thatIsOff_deniesAllItsKeysAndNoOther"),
  SWITCHES_IDS("integration_andAgentOfEqualIds_areSwitchedApart"),
  COVERS_BEFORE_IT_TAKES_EFFECT("anyTwoRevocations_ofASubjectDenyWhatEither_denies"),
  TAKES_A_COMING_PART_AT_ONCE("futureIssued_before_takesEffectOnTimeForOlderKeysAlone"),
  NEVER_TAKES_A_COMING_PART("futureIssued_before_takesEffectOnTimeForOlderKeysAlone"),
  CUTS_ISSUED_BEFORE_TO_SECONDS("issued_before_countsToTheMillisecond"),
  ROUNDS_ISSUED_BEFORE_UP_TO_SECONDS("issued_before_countsToTheMillisecond"),
  COUNTS_NANOSECONDS("instantsFar_fromNow_areKeptAsTheyAre"),
  CUTS_EFFECT_TO_SECONDS("futureInstant_countsToTheMillisecond"),
  SWEEPS_SUBJECTS("sweep_ofWhatExpired_leavesWhatElseIsKnownOfItsSubject"),
  SWEEPS_SWITCHES("sweep_ofWhatExpired_leavesWhatElseIsKnownOfItsSubject"),
  SWEEPS_ALL_SWITCHES(
      "sweep_leavesSwitchesAsTheyAre", "sweep_ofWhatExpired_leavesWhatElseIsKnownOfItsSubject"),
  TAKES_AN_OUTAGE_FOR_SWITCHED("outage_isNoStatusAndNoSuccess"),
  KNOWS_NOTHING_OF_OTHER_NODES("anotherNode_knowsWhatIsWrittenHere"),
  ENDS_WHEN_A_CALLER_IS_INTERRUPTED("interruptedCaller_leavesTheStoreAtWork"),
  TAKES_NO_EMPTY_REASON("emptyReason_isAReason"),
  FORGETS_AT_RESTART("reopenedStore_knowsAllThatWasRevoked"),
  FORGETS_PARTS_AT_RESTART("reopenedStore_knowsAllThatWasRevoked"),
  LOSES_AT_ONCE_AT_RESTART("reopenedStore_deniesWhatWasRevokedImmediatelyThoughItsClockIsBehind"),
  FORGETS_SWITCHES_AT_RESTART("reopenedStore_knowsAllThatWasSwitched"),
  READS_REVOCATIONS_OF_ALL("subject_thatIsRevokedNow_hasItsRevocation"),
  READS_NO_COMING_REVOCATION(
      "subject_thatIsRevokedInTheFuture_hasItsRevocation",
      "twoRevocations_ofASubject_areBothReadUnlessOneCoversTheOther"),
  READS_COVERED_REVOCATIONS(
      "twoRevocations_ofASubject_areBothReadUnlessOneCoversTheOther",
      "revocation_thatIsKeptLonger_isReadOnce"),
  READS_THE_FIRST_REVOCATION_ALONE("twoRevocations_ofASubject_areBothReadUnlessOneCoversTheOther"),
  READS_SWITCHES_AS_OFF("switch_isReadAsItIsNow"),
  READS_SWITCHES_ALONE(
      "subject_thatIsRevokedAndSwitchedOff_hasBoth", "subject_isFoundAmongTenThousandOthers"),
  READS_IDS_ALONE("equalId_ofAnotherIssuer_isAnotherSubject"),
  WITHDRAWS_NOTHING("withdrawnRevocation_neverTakesEffect"),
  WITHDRAWS_THE_LAST_ALONE("severalScheduledRevocations_areWithdrawnTogether"),
  WITHDRAWS_EACH_TIME("withdrawal_withoutAScheduledRevocation_returnsFalse"),
  WITHDRAWS_WHAT_IS_IN_FORCE("revocation_inForce_isNotWithdrawn"),
  WITHDRAWS_WITHOUT_A_MARGIN("revocation_thatIsAboutToTakeEffect_isNotWithdrawn"),
  WITHDRAWS_PARTS("withdrawal_leavesRevocationsOfOlderKeys"),
  WITHDRAWS_OF_ALL("withdrawal_leavesOtherSubjects"),
  WITHDRAWS_SWITCHES("switch_staysAsItIsWhenARevocationIsWithdrawn"),
  WITHDRAWS_FOR_EVER("subject_canBeRevokedAgainAfterAWithdrawal");

  private final String cases;

  StoreBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
