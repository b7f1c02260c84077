//! By which attribute items expire.

use super::{accept, run};
use crate::check::built_in::SCALARS;
use crate::model::TimeToLive;

/// A table of sessions and the types of others.
const SESSIONS: &str = "
types:
  Seconds: epoch_seconds
  Expiry: { newtype: Seconds }
  Counted: { rust: 'crate::Counted', as: u64 }
  Moment: { rust: 'crate::Moment', as: epoch_millis }
  State: { values: [OPEN, CLOSED] }
tables:
  Sessions:
    key: { partition: id }
    ttl: ExpiresAt
    indexes: { by_user: { global: users, partition: user } }
entities:
  Session:
    table: Sessions
    attributes:
      id: string
      user: string?
      expires_at: { type: epoch_seconds, name: ExpiresAt }
";

/// The codes of what is wrong when this is there instead.
fn codes(changes: &[(&str, &str)]) -> Vec<String> {
    let change = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    let (_, findings) = run(&[("schema.yaml", &changes.iter().fold(SESSIONS.to_owned(), change))]);
    findings.iter().map(|finding| finding[..6].to_owned()).collect()
}

#[test]
fn a_table_knows_by_what_its_items_expire_and_whether_that_hides_them() {
    for (said, hide_expired) in [
        ("ExpiresAt", false),
        ("{ attribute: ExpiresAt }", false),
        ("{ attribute: ExpiresAt, hide_expired: false }", false),
        ("{ attribute: ExpiresAt, hide_expired: true }", true),
    ] {
        let schema = accept(&[("schema.yaml", &SESSIONS.replace("ttl: ExpiresAt", &format!("ttl: {said}")))]);
        let expected = TimeToLive { attribute: "ExpiresAt".to_owned(), hide_expired };
        assert_eq!(schema.tables[0].time_to_live, Some(expected), "{said}");
    }
    let without = accept(&[("schema.yaml", &SESSIONS.replace("    ttl: ExpiresAt\n", ""))]);
    assert_eq!(without.tables[0].time_to_live, None);
}

#[test]
fn whole_numbers_can_be_seconds_and_nothing_else_can() {
    let is_accepted = |ty: &str| codes(&[("type: epoch_seconds, name", &format!("{ty}, name"))]);
    let counts = |name: &str| name.starts_with(['i', 'u']) && name != "uuid";
    for (name, _) in &SCALARS {
        let can_be = counts(name) || ["number", "epoch_seconds"].contains(name);
        let expected: &[&str] = if can_be { &[] } else { &["DS0134"] };
        assert_eq!(is_accepted(&format!("type: {name}")), expected, "{name}");
    }
    for ty in ["Seconds", "Expiry", "Counted", "'Expiry?'"] {
        assert!(is_accepted(&format!("type: {ty}")).is_empty(), "{ty}");
    }
    for ty in ["Moment", "State", "list<u32>", "set<epoch_seconds>", "u64, as: string", "date, format: '%Y%m%d'"] {
        assert_eq!(is_accepted(&format!("type: {ty}")), ["DS0134"], "{ty}");
    }
}

#[test]
fn every_entity_that_has_it_has_it_right_and_one_is_enough() {
    let with = |attributes: &str| {
        let token = "  Token: { table: Sessions, key: { partition: \"t#{id}\" }, attributes: { id: u8";
        let entities = format!("entities:\n{token}{attributes} }} }}\n");
        codes(&[
            ("entities:\n", &entities),
            ("  Session:\n", "  Session:\n    key: { partition: \"s#{id}\" }\n"),
            ("partition: id }", "partition: PK }"),
        ])
    };
    assert!(with("").is_empty());
    assert!(with(", until: { type: u32, name: ExpiresAt }").is_empty());
    assert_eq!(with(", until: { type: string, name: ExpiresAt }"), ["DS0134"]);
}

#[test]
fn its_name_is_as_long_as_dynamodb_allows() {
    let named = |name: &str| codes(&[("ExpiresAt", name)]);
    assert!(named(&"é".repeat(127)).is_empty());
    assert_eq!(named(&"é".repeat(128)), ["DS0048"]);
}

#[test]
fn the_key_of_an_index_may_be_it_and_that_of_the_table_should_not() {
    assert!(codes(&[("partition: user", "partition: ExpiresAt")]).is_empty());
    let sorted = ("partition: id }\n", "partition: id, sort: ExpiresAt }\n");
    assert_eq!(codes(&[sorted]), ["DS0108"]);
    assert!(codes(&[sorted, ("\ntypes:", "\ndefaults: { allow: [DS0108] }\ntypes:")]).is_empty());
    // A template of nothing but an attribute keeps its type.
    let filled = |template: &str| {
        let key = format!("  Session:\n    key: {{ sort: \"{template}\" }}\n");
        codes(&[sorted, ("  Session:\n", &key), ("type: epoch_seconds, name: ExpiresAt", "type: epoch_seconds")])
    };
    assert_eq!(filled("{expires_at}"), ["DS0108"]);
    assert_eq!(filled("{expires_at:012}"), ["DS0134"]);
}

#[test]
fn an_index_should_hold_it_only_where_it_hides_what_has_expired() {
    let hidden = ("ttl: ExpiresAt", "ttl: { attribute: ExpiresAt, hide_expired: true }");
    let projecting = |project: &str| format!("partition: user, project: {project} }}");
    for (project, holds) in [("all", true), ("keys_only", false), ("[id2]", false), ("[ExpiresAt]", true)] {
        let project = projecting(project);
        let change = [("partition: user }", project.as_str()), ("id: string", "id: string\n      id2: u8")];
        assert!(codes(&change).is_empty(), "{project}");
        let expected: &[&str] = if holds { &[] } else { &["DS0109"] };
        assert_eq!(codes(&[&change[..], &[hidden]].concat()), expected, "{project}");
    }
    // Nobody asks this index for anything.
    let nobody = "partition: { name: device, type: string }, project: keys_only }";
    assert!(codes(&[("partition: user }", nobody), hidden]).is_empty());
}
