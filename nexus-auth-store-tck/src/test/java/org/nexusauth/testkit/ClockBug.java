package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with a {@link PlantedRows}, and the cases that must see it. */
enum ClockBug {
  NONE,
  COMPARES_THE_MOMENT_AGAIN(
      "revokedImmediately_byAFastClock_isDeniedByASlowOneWithinASecond",
      "revokedImmediately_byAFastClock_isDeniedByASlowOneWhenTheStoreIsOpenedAgain",
      "olderKeysRevoked_byAFastClock_areDeniedByASlowOneWithinASecond"),
  LOSES_AT_ONCE_WHEN_OPENED_AGAIN(
      "revokedImmediately_byAFastClock_isDeniedByASlowOneWhenTheStoreIsOpenedAgain"),
  TAKES_ALL_FOR_AT_ONCE("revoked_fromAFutureInstantOfTheWriter_isNotDeniedBefore"),
  KEEPS_THE_FIRST_ALONE(
      "futureInstant_thatIsPastByAFastClockOnly_isImmediateWhenThatOneRevokes",
      "revokedAgainPermanently_isKeptWhenTheFirstIsSwept"),
  WRITES_EACH_TIME(
      "revokedAgain_byASlowClock_isAnsweredWithTheFirst",
      "futureInstant_thatIsPastByAFastClockOnly_isImmediateWhenThatOneRevokes",
      "revokedAgainPermanently_isKeptWhenTheFirstIsSwept"),
  SWEEPS_SUBJECTS("revokedAgainPermanently_isKeptWhenTheFirstIsSwept");

  private final String cases;

  ClockBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
