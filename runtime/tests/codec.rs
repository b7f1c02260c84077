//! The codec: what is encoded decodes to the same value, whatever form the item has in between.

mod both_routes;
#[path = "generated/mod.rs"]
mod schema;

use std::cell::Cell;

use aws_sdk_dynamodb::types::AttributeValue;
use both_routes::random::Random;
use dynaschema::codec::{DecodeItem, Decoded, EncodeItem, Encoded, Members, MembersTarget};
use dynaschema::{DecodeError, Entity, Error, from_item, from_json, to_item, to_json};
use proptest::prelude::*;
use schema::{Everything, HackerNews, Link, LinkKey};

fn everything() -> impl Strategy<Value = Everything> {
    let numbers = (any::<i8>(), any::<i16>(), any::<i32>(), any::<i64>());
    let unsigned = (any::<u8>(), any::<u16>(), any::<u32>(), any::<u64>());
    let texts = (".{1,40}", proptest::option::of(".*"), proptest::collection::btree_set(".*", 0..4));
    let others = (any::<bool>(), proptest::option::of(any::<bool>()), proptest::option::of(any::<u64>()));
    (numbers, unsigned, texts, others).prop_map(|(numbers, unsigned, texts, others)| {
        let mut item = Everything::new(texts.0, others.0);
        (item.i8, item.i16, item.i32, item.i64) = numbers;
        (item.u8, item.u16, item.u32, item.u64) = unsigned;
        (item.maybe_text, item.texts) = (texts.1, texts.2);
        (item.maybe_flag, item.maybe_number) = (others.1, others.2);
        item
    })
}

proptest! {
    #[test]
    fn an_item_is_the_same_through_the_map(item in everything()) {
        prop_assert_eq!(from_item::<Everything>(to_item(&item).unwrap()).unwrap(), item);
    }

    #[test]
    fn an_item_is_the_same_through_json_text(item in everything()) {
        prop_assert_eq!(from_json::<Everything>(&to_json(&item).unwrap()).unwrap(), item);
    }

    #[test]
    fn both_forms_say_the_same(item in everything(), seed in any::<u64>()) {
        prop_assert!(both_routes::write(&item, &mut Random::new(seed)).is_ok());
    }
}

/// Why a text is no such item.
fn refused<E: Entity + std::fmt::Debug>(text: &str) -> DecodeError {
    match from_json::<E>(text) {
        Err(Error::Decode(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_absent_is_left_out_and_read_back_as_none_or_empty_or_the_default() {
    let link = Link::new("l", "t");
    let item = to_item(&link).unwrap();
    assert!(!item.contains_key("tags"));

    let bare = r#"{"link":{"S":"l"},"title":{"S":"t"},"unknown":{"M":{"a":{"L":[{"NULL":true}]}}}}"#;
    assert_eq!(from_json::<Link>(bare).unwrap(), link);
}

#[test]
fn a_mismatch_names_the_entity_the_key_the_attribute_and_both_types() {
    let mut item = to_item(&Link::new("http://a", "t")).unwrap();
    item.insert("points".to_owned(), AttributeValue::S("many".to_owned()));
    let Err(Error::Decode(error)) = from_item::<Link>(item) else {
        panic!("text is no number");
    };
    assert_eq!((error.entity, error.attribute.as_str()), ("Link", "points"));
    assert_eq!((error.expected, error.found.as_str()), ("N (i64)", "S"));
    let said = "the item with link = \"http://a\" is no `Link`: attribute `points` should be N (i64), found S";
    assert_eq!(error.to_string(), said);
}

#[test]
fn reading_is_strict() {
    let with = |name: &str, value: &str| format!(r#"{{"link":{{"S":"l"}},"title":{{"S":"t"}},"{name}":{value}}}"#);
    for (name, value, expected, found) in [
        ("days_old", r#"{"N":"-1"}"#, "N (u32)", "N -1"),
        ("days_old", r#"{"N":"4294967296"}"#, "N (u32)", "N 4294967296"),
        ("days_old", r#"{"N":"1.5"}"#, "N (u32)", "N 1.5"),
        ("tags", r#"{"L":[]}"#, "SS", "L"),
        ("tags", r#"{"NULL":true}"#, "SS", "NULL"),
        ("title", r#"{"NULL":true}"#, "S", "NULL"),
    ] {
        let error = refused::<Link>(&with(name, value));
        assert_eq!((error.attribute.as_str(), error.expected, error.found.as_str()), (name, expected, found));
    }
}

#[test]
fn what_is_no_json_is_told_by_its_byte_also_where_something_else_is_wrong() {
    let good = r#"{"link":{"S":"l"},"title":{"S":"t"}}"#;
    for (text, at) in [
        (String::new(), 0),
        (good[..20].to_owned(), 20),
        (format!("{good}x"), good.len()),
        (format!("{good} {good}"), good.len() + 1),
        (r#"{"link":{"N":"1"},}"#.to_owned(), 18),
        (r#"{"points":{"S":"x"}} x"#.to_owned(), 21),
    ] {
        let error = refused::<Link>(&text);
        assert!(error.found.ends_with(&format!("at byte {at}")), "{error} of {text}");
    }
    assert!(from_json::<Link>(&format!(" \r\n\t{good}\n ")).is_ok());
}

#[test]
fn a_missing_attribute_without_a_default_is_an_error() {
    let error = refused::<Link>(r#"{"link":{"S":"l"}}"#);
    let told = (error.attribute.as_str(), error.expected, error.found.as_str());
    assert_eq!(told, ("title", "S", "nothing"));
}

thread_local! {
    /// How many items were looked into.
    static LOOKED: Cell<u32> = const { Cell::new(0) };
}

/// A link that is looked into before it is read.
#[derive(Debug, PartialEq)]
struct Looked(Link);

impl DecodeItem for Looked {
    fn decode<M: Members>(members: &mut M) -> Decoded<Self> {
        assert_eq!(members.peek::<i64>("points").unwrap(), Some(7));
        assert_eq!(members.peek::<String>("nowhere").unwrap(), None);
        assert!(members.peek::<i64>("title").is_err());
        LOOKED.set(LOOKED.get() + 1);
        Link::decode(members).map(Self)
    }
}

impl EncodeItem for Looked {
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        self.0.encode(members)
    }
}

impl Entity for Looked {
    const NAME: &'static str = "Looked";
    type Table = HackerNews;
    type Key = LinkKey;
}

#[test]
fn a_member_can_be_looked_for_ahead_without_taking_it() {
    let mut link = Link::new("l", "t");
    link.points = 7;
    assert_eq!(from_json::<Looked>(&to_json(&link).unwrap()).unwrap().0, link);
    assert_eq!(from_item::<Looked>(to_item(&link).unwrap()).unwrap().0, link);
    assert_eq!(LOOKED.get(), 2);
}

#[test]
fn an_error_shows_a_key_of_the_wrong_type_too() {
    let mut item = to_item(&Link::new("l", "t")).unwrap();
    item.insert("link".to_owned(), AttributeValue::N("7".to_owned()));
    let error = from_item::<Link>(item).unwrap_err();
    assert_eq!(error.to_string(), "the item with link = 7 is no `Link`: attribute `link` should be S, found N");
}

#[test]
fn an_item_that_dynamodb_would_refuse_is_not_made() {
    assert!(matches!(to_item(&Link::new("", "t")), Err(Error::Refused(refused)) if refused.attribute == "link"));
}
