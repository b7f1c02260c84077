//! What servers lack on which these tests run. A test in the table begins with `if support::is_lacking() { return; }`;
//! `tests/lacking.rs` sees to it that both agree.

/// What dynalite 4.0.0 lacks, which is what DynamoDB was in 2017: the tests that need it, and why.
pub(crate) const DYNALITE: &[(&str, &str)] = &[
    ("what_is_false_has_a_type_too", "it tells no type of `false`"),
    ("attributes_that_are_not_there_compare_as_nothing", "it takes two attributes that are not there for the same"),
    ("a_token_has_1_to_36_characters", "it has no transactions"),
    ("a_condition_that_does_not_hold_is_told_from_a_conflict", "it shows no item behind a failed condition"),
    ("an_update_advances_the_version_and_of_an_item_checks_it", "it shows no item behind a failed condition"),
    ("what_somebody_else_has_written_is_not_overwritten", "it shows no item behind a failed condition"),
    (
        "of_64_tasks_that_change_one_item_none_loses_its_change_and_no_version_is_missing",
        "it shows no item behind a failed condition",
    ),
    ("an_update_that_changes_nothing_looks_at_the_item_all_the_same", "it has no transactions"),
    ("a_write_of_a_versioned_item_checks_and_advances_as_without_it", "it has no transactions"),
    ("a_write_that_is_sent_again_under_its_token_is_applied_once", "it has no transactions"),
    ("the_sdks_transaction_is_one_call_away", "it has no transactions"),
    ("every_write_can_be_a_transaction_of_its_own", "it has no transactions"),
    ("what_does_not_hold_is_the_same_error_as_without_it", "it has no transactions"),
    ("what_a_transaction_costs_is_told", "it has no transactions"),
    ("tables_are_created_with_local_indexes_and_projections", "it has no indexes on several attributes"),
    ("an_index_on_several_attributes_is_asked_from_left_to_right", "it has no indexes on several attributes"),
    (
        "a_table_on_demand_with_indexes_on_several_attributes_is_what_the_schema_says",
        "it has no indexes on several attributes",
    ),
    ("items_of_a_table_expire_if_the_schema_says_so", "it has no time to live"),
    ("what_is_subtracted_may_be_held_above_0", "it shows no item behind a failed condition"),
    (
        "a_failed_condition_shows_the_item_as_it_stands_and_keeps_the_sdks_error",
        "it shows no item behind a failed condition",
    ),
    ("insert_refuses_to_overwrite_and_shows_what_is_there", "it shows no item behind a failed condition"),
    ("an_upsert_that_is_refused_for_that_is_no_conflict", "it shows no item behind a failed condition"),
    ("setting_an_empty_set_removes_the_attribute", "it shows no item behind a failed condition"),
    ("all_actions_of_all_tables_are_done_or_none", "it has no transactions"),
    ("each_reason_is_the_error_of_its_action_in_the_order_given", "it has no transactions"),
    ("versioned_items_are_checked_and_advanced_as_single_writes_are", "it has no transactions"),
    ("a_transaction_that_is_sent_again_under_its_token_is_applied_once", "it has no transactions"),
    ("items_of_several_tables_are_read_at_one_moment_in_the_form_that_was_asked", "it has no transactions"),
    ("a_statement_gives_its_rows_as_items", "it knows no PartiQL"),
];

/// Whether the server lacks what this test is about. Then it says so.
pub(crate) fn is_lacking() -> bool {
    use std::io::Write;
    if std::env::var("DYNAMODB_LACKS").as_deref() != Ok("dynalite") {
        return false;
    }
    let thread = std::thread::current();
    let test = thread.name().unwrap_or_default();
    let reason = DYNALITE.iter().find(|(lacking, _)| *lacking == test).map(|(_, reason)| reason);
    if let Some(reason) = reason {
        // Past the harness, which would keep it to itself.
        let _ = writeln!(std::io::stderr(), "skipped on dynalite: {test}: {reason}");
    }
    reason.is_some()
}
