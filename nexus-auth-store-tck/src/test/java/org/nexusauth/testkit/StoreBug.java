package org.nexusauth.testkit;

import java.util.List;

/** What is wrong with a {@link PlantedStore}, and the cases that must see it. */
enum StoreBug {
  NONE,
  LOSES_SOME("concurrent_revocations_of_many_keys_are_all_kept"),
  TAKES_AN_OUTAGE_FOR_ACTIVE("outage_is_no_status_and_no_success"),
  TAKES_AN_OUTAGE_FOR_WRITTEN("outage_is_no_status_and_no_success"),
  FORGETS_AT_EXPIRY("revocation_outlives_the_expiry_of_its_keys"),
  FORGETS_WHEN_SWEPT("revocation_without_a_known_end_is_kept_permanently"),
  REFUSES_EXPIRED("revocation_of_an_expired_key_is_taken"),
  TAKES_EFFECT_TOO_EARLY("future_revocation_takes_effect_on_time_while_nothing_else_changes"),
  TAKES_EFFECT_A_SECOND_LATE("future_revocation_takes_effect_on_time_while_nothing_else_changes"),
  PUTS_OFF("future_instant_can_be_brought_forward_and_not_put_off"),
  EXCLUDES_THE_MOMENT_OF_ISSUED_BEFORE("issued_before_denies_a_key_issued_at_that_instant"),
  TAKES_ISSUED_BEFORE_FOR_WHOLE("issued_before_denies_older_keys_and_those_that_do_not_say"),
  KNOWS_PARTS_OF_INTEGRATIONS_ALONE("issued_before_denies_older_keys_and_those_that_do_not_say"),
  TAKES_KEYS_WITHOUT_IAT_FOR_NEW("issued_before_denies_older_keys_and_those_that_do_not_say"),
  MOVES_BACK("issued_before_only_moves_forward_in_either_order"),
  KEEPS_THE_LAST("second_revocation_keeps_the_first_and_its_reason"),
  RETURNS_WHAT_IT_WAS_GIVEN("second_revocation_keeps_the_first_and_its_reason"),
  REVIVES_WHEN_SWITCHED_ON("switch_changes_nothing_for_what_is_revoked"),
  SWITCHES_ANYTHING("switch_of_another_kind_is_illegal"),
  COUNTS_SWITCHES("switch_goes_off_and_on_again_however_often_it_is_set"),
  MIXES_KINDS("equal_ids_of_other_kinds_are_other_subjects"),
  MIXES_ISSUERS("equal_id_at_another_issuer_is_another_key"),
  MIXES_ORGANIZATIONS("equal_id_in_another_organization_or_integration_is_another_key"),
  MIXES_INTEGRATIONS("equal_id_in_another_organization_or_integration_is_another_key"),
  JOINS_IDS("equal_id_in_another_organization_or_integration_is_another_key"),
  IGNORES_CASE("odd_ids_and_reasons_are_texts_and_nothing_more"),
  CUTS_IDS("odd_ids_and_reasons_are_texts_and_nothing_more"),
  TRIMS_IDS("odd_ids_and_reasons_are_texts_and_nothing_more"),
  KNOWS_NO_SIGNING_KEYS("subject_of_each_kind_denies_its_keys_and_no_other"),
  ANSWERS_FROM_A_REPLICA("subject_of_each_kind_denies_its_keys_and_no_other"),
  ANSWERS_NULL("key_that_was_never_revoked_is_active"),
  SWITCHES_ALL_ON(
      "switch_turns_its_own_subject_and_no_other",
      "integration_and_agent_of_a_key_are_switched_apart"),
  SWITCHES_A_WHOLE_KIND(
      "switch_turns_its_own_subject_and_no_other",
      "integration_that_is_off_denies_all_its_keys_and_no_other",
      "agent_that_is_off_denies_its_keys_and_no_other"),
  SWITCHES_KEYS_WITHOUT_AGENT_TOO("agent_that_is_off_denies_its_keys_and_no_other"),
  SWITCHES_INTEGRATIONS_OF_KEYS_WITH_AGENT_ALONE(
      "integration_that_is_off_denies_all_its_keys_and_no_other"),
  SWITCHES_IDS("integration_and_agent_of_equal_ids_are_switched_apart"),
  COVERS_BEFORE_IT_TAKES_EFFECT("any_two_revocations_of_a_subject_deny_what_either_denies"),
  TAKES_A_COMING_PART_AT_ONCE("future_issued_before_takes_effect_on_time_for_older_keys_alone"),
  NEVER_TAKES_A_COMING_PART("future_issued_before_takes_effect_on_time_for_older_keys_alone"),
  CUTS_ISSUED_BEFORE_TO_SECONDS("issued_before_counts_to_the_millisecond"),
  ROUNDS_ISSUED_BEFORE_UP_TO_SECONDS("issued_before_counts_to_the_millisecond"),
  COUNTS_NANOSECONDS("instants_far_from_now_are_kept_as_they_are"),
  CUTS_EFFECT_TO_SECONDS("future_instant_counts_to_the_millisecond"),
  SWEEPS_SUBJECTS("sweep_of_what_expired_leaves_what_else_is_known_of_its_subject"),
  SWEEPS_SWITCHES("sweep_of_what_expired_leaves_what_else_is_known_of_its_subject"),
  SWEEPS_ALL_SWITCHES(
      "sweep_leaves_switches_as_they_are",
      "sweep_of_what_expired_leaves_what_else_is_known_of_its_subject"),
  TAKES_AN_OUTAGE_FOR_SWITCHED("outage_is_no_status_and_no_success"),
  KNOWS_NOTHING_OF_OTHER_NODES("another_node_knows_what_is_written_here"),
  ENDS_WHEN_A_CALLER_IS_INTERRUPTED("interrupted_caller_leaves_the_store_at_work"),
  TAKES_NO_EMPTY_REASON("empty_reason_is_a_reason"),
  FORGETS_AT_RESTART("reopened_store_knows_all_that_was_revoked"),
  FORGETS_PARTS_AT_RESTART("reopened_store_knows_all_that_was_revoked"),
  LOSES_AT_ONCE_AT_RESTART(
      "reopened_store_denies_what_was_revoked_immediately_though_its_clock_is_behind"),
  FORGETS_SWITCHES_AT_RESTART("reopened_store_knows_all_that_was_switched"),
  READS_REVOCATIONS_OF_ALL("subject_that_is_revoked_now_has_its_revocation"),
  READS_NO_COMING_REVOCATION(
      "subject_that_is_revoked_in_the_future_has_its_revocation",
      "two_revocations_of_a_subject_are_both_read_unless_one_covers_the_other"),
  READS_COVERED_REVOCATIONS(
      "two_revocations_of_a_subject_are_both_read_unless_one_covers_the_other",
      "revocation_that_is_kept_longer_is_read_once"),
  READS_THE_FIRST_REVOCATION_ALONE(
      "two_revocations_of_a_subject_are_both_read_unless_one_covers_the_other"),
  READS_SWITCHES_AS_OFF("switch_is_read_as_it_is_now"),
  READS_SWITCHES_ALONE(
      "subject_that_is_revoked_and_switched_off_has_both",
      "subject_is_found_among_ten_thousand_others"),
  READS_IDS_ALONE("equal_id_of_another_issuer_is_another_subject");

  private final String cases;

  StoreBug(String... casesThatSeeIt) {
    this.cases = String.join(" ", casesThatSeeIt);
  }

  List<String> casesThatSeeIt() {
    return cases.isEmpty() ? List.of() : List.of(cases.split(" "));
  }
}
