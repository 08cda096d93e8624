package org.nexusauth.testkit;

/** What is wrong with a {@link PlantedStore}, and the case that must see it. */
enum StoreBug {
  NONE(""),
  LOSES_SOME("concurrent_revocations_of_many_keys_are_all_kept"),
  TAKES_AN_OUTAGE_FOR_ACTIVE("outage_is_no_status_and_no_success"),
  TAKES_AN_OUTAGE_FOR_WRITTEN("outage_is_no_status_and_no_success"),
  FORGETS_AT_EXPIRY("revocation_outlives_the_expiry_of_its_keys"),
  FORGETS_WHEN_SWEPT("revocation_without_a_known_end_is_kept_for_ever"),
  REFUSES_EXPIRED("revocation_of_an_expired_key_is_taken"),
  TAKES_EFFECT_TOO_EARLY("coming_revocation_takes_effect_on_time_while_nothing_else_changes"),
  TAKES_EFFECT_A_SECOND_LATE("coming_revocation_takes_effect_on_time_while_nothing_else_changes"),
  PUTS_OFF("coming_moment_can_be_brought_forward_and_not_put_off"),
  TAKES_ISSUED_BEFORE_FOR_WHOLE("issued_before_refuses_older_keys_and_those_that_do_not_say"),
  TAKES_KEYS_WITHOUT_IAT_FOR_NEW("issued_before_refuses_older_keys_and_those_that_do_not_say"),
  MOVES_BACK("issued_before_only_moves_forward_in_either_order"),
  KEEPS_THE_LAST("second_revocation_keeps_the_first_and_its_reason"),
  RETURNS_WHAT_IT_WAS_GIVEN("second_revocation_keeps_the_first_and_its_reason"),
  REVIVES_WHEN_SWITCHED_ON("switch_changes_nothing_for_what_is_revoked"),
  SWITCHES_ANYTHING("switch_is_refused_for_other_kinds"),
  COUNTS_SWITCHES("switch_goes_off_and_on_again_however_often_it_is_told"),
  MIXES_KINDS("equal_ids_of_other_kinds_are_other_subjects"),
  MIXES_ISSUERS("equal_id_at_another_issuer_is_another_key"),
  JOINS_ISSUER_AND_ID("equal_id_at_another_issuer_is_another_key"),
  IGNORES_CASE("odd_ids_and_reasons_are_texts_and_nothing_more"),
  CUTS_IDS("odd_ids_and_reasons_are_texts_and_nothing_more"),
  TRIMS_IDS("odd_ids_and_reasons_are_texts_and_nothing_more"),
  KNOWS_NO_SIGNING_KEYS("subject_of_each_kind_refuses_its_keys_and_no_other"),
  ANSWERS_FROM_A_REPLICA("subject_of_each_kind_refuses_its_keys_and_no_other"),
  ANSWERS_NULL("key_that_nobody_revoked_is_active");

  final String caseThatSeesIt;

  StoreBug(String caseThatSeesIt) {
    this.caseThatSeesIt = caseThatSeesIt;
  }
}
