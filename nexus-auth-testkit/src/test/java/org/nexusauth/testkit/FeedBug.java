package org.nexusauth.testkit;

/** What is wrong with a {@link PlantedFeed}, and the case that must see it. */
enum FeedBug {
  NONE(""),
  LOSES_SOME("changes_come_in_their_order_whatever_the_page"),
  SKIPS_LATE_COMMITS("late_commit_is_not_skipped"),
  READS_A_REPLICA("write_that_returned_is_told_at_once_by_every_node"),
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
  FORGETS_AT_RESTART("restart_keeps_everything"),
  TAKES_AN_OUTAGE_FOR_SILENCE("outage_is_no_status_and_no_success");

  final String caseThatSeesIt;

  FeedBug(String caseThatSeesIt) {
    this.caseThatSeesIt = caseThatSeesIt;
  }
}
