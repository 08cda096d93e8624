package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with a {@link PlantedRows}, and the cases that must see it. */
enum ClockBug {
  NONE,
  COMPARES_THE_MOMENT_AGAIN(
      "revoked_immediately_by_a_fast_clock_is_denied_by_a_slow_one_within_a_second",
      "revoked_immediately_by_a_fast_clock_is_denied_by_a_slow_one_when_the_store_is_opened_again",
      "older_keys_revoked_by_a_fast_clock_are_denied_by_a_slow_one_within_a_second"),
  LOSES_AT_ONCE_WHEN_OPENED_AGAIN(
      "revoked_immediately_by_a_fast_clock_is_denied_by_a_slow_one_when_the_store_is_opened_again"),
  TAKES_ALL_FOR_AT_ONCE("revoked_from_a_future_instant_of_the_writer_is_not_denied_before"),
  KEEPS_THE_FIRST_ALONE(
      "future_instant_that_is_past_by_a_fast_clock_only_is_immediate_when_that_one_revokes",
      "revoked_again_permanently_is_kept_when_the_first_is_swept"),
  WRITES_EACH_TIME(
      "revoked_again_by_a_slow_clock_is_answered_with_the_first",
      "future_instant_that_is_past_by_a_fast_clock_only_is_immediate_when_that_one_revokes",
      "revoked_again_permanently_is_kept_when_the_first_is_swept"),
  SWEEPS_SUBJECTS("revoked_again_permanently_is_kept_when_the_first_is_swept");

  private final String cases;

  ClockBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
