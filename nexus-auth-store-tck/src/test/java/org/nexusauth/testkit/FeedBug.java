package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with a {@link PlantedFeed}, and the cases that must see it. */
enum FeedBug {
  NONE,
  LOSES_SOME("changes_come_in_their_order_whatever_the_page"),
  SKIPS_LATE_COMMITS("late_commit_is_not_skipped"),
  READS_A_REPLICA("write_that_returned_is_read_immediately_from_every_node"),
  DROPS_AT_THE_EDGE_OF_PAGES("changes_come_in_their_order_whatever_the_page"),
  IGNORES_THE_SIZE_OF_PAGES("changes_come_in_their_order_whatever_the_page"),
  LOSES_UNTIL("change_says_all_that_was_written"),
  WAITS_FOR_EVER("position_after_the_last_change_stays_and_waiting_ends"),
  HIDES_THAT_IT_IS_OLDER("cursor_ahead_of_the_store_gets_the_stores_own_position"),
  HIDES_THAT_IT_IS_ANOTHER("cursor_of_another_generation_gets_the_stores_own_position"),
  MAKES_A_GENERATION_A_NODE("generation_is_one_for_all_pages_and_nodes"),
  SWEEPS_WHAT_HAS_NO_END("sweep_forgets_no_position_and_nothing_that_may_count"),
  SWEEPS_AT_EXPIRY("sweep_forgets_no_position_and_nothing_that_may_count"),
  GOES_BACK_WHEN_SWEPT("sweep_forgets_no_position_and_nothing_that_may_count"),
  SWEEPS_AFTER_TWO_HOURS("sweep_forgets_no_position_and_nothing_that_may_count"),
  SWEEPS_NOTHING("sweep_forgets_no_position_and_nothing_that_may_count"),
  NUMBERS_ANEW_WHEN_SWEPT("sweep_leaves_each_change_its_place"),
  SWEEPS_WHAT_IS_ON(
      "sweep_leaves_switches_as_they_are",
      "sweep_leaves_a_switch_to_those_who_know_the_one_before"),
  SWEEPS_PAIRS_OF_SWITCHES("sweep_leaves_a_switch_to_those_who_know_the_one_before"),
  TAKES_AN_OUTAGE_FOR_SWITCHED("outage_is_no_status_and_no_success"),
  ENDS_WHEN_A_READER_IS_INTERRUPTED("interrupted_reader_leaves_the_feed_at_work"),
  FORGETS_AT_RESTART("restart_keeps_everything"),
  TAKES_AN_OUTAGE_FOR_SILENCE("outage_is_no_status_and_no_success"),
  TELLS_OF_KEYS_AND_AGENTS_ALONE(
      "subject_of_each_kind_denies_its_keys_and_no_other",
      "revoked_integration_and_organization_are_denied_on_another_node_within_a_second"),
  TELLS_OF_ORGANIZATIONS_LATE(
      "revoked_integration_and_organization_are_denied_on_another_node_within_a_second"),
  KEEPS_ONE_ROW_A_SUBJECT(
      "issued_before_only_moves_forward_in_either_order",
      "whole_revocation_outranks_issued_before_in_either_order",
      "future_instant_can_be_brought_forward_and_not_put_off",
      "any_two_revocations_of_a_subject_deny_what_either_denies"),
  COVERS_BEFORE_IT_TAKES_EFFECT("any_two_revocations_of_a_subject_deny_what_either_denies"),
  CUTS_MOMENTS_TO_SECONDS(
      "change_says_all_that_was_written",
      "issued_before_counts_to_the_millisecond",
      "future_instant_counts_to_the_millisecond"),
  READS_A_SUBJECT_FROM_ITS_FIRST_PAGE("subject_is_found_among_ten_thousand_others"),
  STOPS_AFTER_A_THOUSAND("page_without_more_leaves_nothing_out_however_much_there_is"),
  STOPS_AFTER_A_THOUSAND_AT_THE_START("page_without_more_leaves_nothing_out_however_much_there_is"),
  SKIPS_WHAT_IS_BEYOND_A_THOUSAND("page_without_more_leaves_nothing_out_however_much_there_is"),
  COUNTS_ANEW_WHEN_OPENED("position_stays_when_the_last_change_was_swept_before_a_restart"),
  SWEEPS_SUBJECTS("sweep_of_what_expired_leaves_what_else_is_known_of_its_subject"),
  FORGETS_SWITCHES_AT_RESTART(
      "restart_keeps_everything", "reopened_store_knows_all_that_was_switched"),
  FORGETS_PARTS_AT_RESTART("restart_keeps_everything", "reopened_store_knows_all_that_was_revoked"),
  FORGETS_EFFECT_AT_RESTART(
      "restart_keeps_everything", "reopened_store_knows_all_that_was_revoked"),
  FORGETS_REASONS_AT_RESTART(
      "restart_keeps_everything", "reopened_store_knows_all_that_was_revoked");

  private final String cases;

  FeedBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
