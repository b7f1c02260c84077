//! What DynamoDB would refuse, or would silently make something else of, is refused before the call, by name.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Table};
use serde_json::json;

use super::values::Source;
use crate::schema::*;

fn named() -> Named {
    Source::new(4).take()
}

/// The place that is refused.
fn refused<T>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Refused(refused)) => refused.attribute,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was accepted"),
    }
}

async fn tables() -> (Table<ScalarsTable>, Table<CollectionsTable>, Table<NamedTable>) {
    let client = dynaschema_embedded::client().await;
    (ScalarsTable::table(&client), CollectionsTable::table(&client), NamedTable::table(&client))
}

#[test]
fn an_unknown_attribute_does_not_become_a_unions_tag() {
    let mut address = Address::new("Rome");
    address.unknown.insert("kind", AttributeValue::S("cash".to_owned()));
    let mut value = named();
    value.payment = Payment::ShippingAddress(address);
    assert_eq!(refused(value.into_item()), "payment.kind");
}

#[tokio::test]
async fn an_empty_set_is_not_set_in_a_list_or_under_a_key() {
    let (_, collections, _) = tables().await;
    let empty = || Some(BTreeSet::<String>::new());
    let update = || collections.update(Collections::key("x"));
    assert_eq!(refused(update().set(Collections::LIST_OF_SETS.at(1), empty()).send().await), "listOfSets[1]");
    let place = Collections::MAP_OF_SETS.key("k").at(0);
    assert_eq!(refused(update().set(place, BTreeSet::new()).send().await), "mapOfSets.k[0]");
}

#[tokio::test]
async fn empty_names_are_refused_in_values_and_in_paths() {
    let (scalars, collections, _) = tables().await;
    let mut value: Collections = Source::new(4).take();
    value.string_map.insert(String::new(), "x".to_owned());
    assert_eq!(refused(value.into_item()), "stringMap");

    let mut value: Scalars = Source::new(4).take();
    value.json_plain = json!({ "a": [{ "": 1 }] });
    assert_eq!(refused(value.into_item()), "json_plain.a[0]");

    let mut value = named();
    value.unknown.insert("", AttributeValue::Bool(true));
    assert_eq!(refused(value.into_item()), "");
    let mut value = named();
    value.unknown.insert("deep", AttributeValue::M([(String::new(), AttributeValue::Bool(true))].into()));
    assert_eq!(refused(value.into_item()), "deep");

    let update = collections.update(Collections::key("x")).set(Collections::STRING_MAP.key(""), "x");
    assert_eq!(refused(update.send().await), "stringMap.");
    let found = scalars.scan().filter(Scalars::JSON_PLAIN.key("").exists()).all().await;
    assert_eq!(refused(found), "json_plain.");
    let read = collections.get(Collections::key("x")).select(Collections::STRING_MAP.key("")).send().await;
    assert_eq!(refused(read), "stringMap.");
}

#[tokio::test]
async fn values_of_updates_are_measured_where_they_are_to_lie() {
    let (scalars, ..) = tables().await;
    let nested = |levels: usize| (1..levels).fold(json!(1), |inner, _| json!([inner]));
    let place = || Scalars::JSON_PLAIN.key("b").key("c");
    let update = |value| scalars.update(Scalars::key("x")).set(place(), value);
    let too_deep = refused(update(nested(31)).send().await);
    assert!(too_deep.starts_with("json_plain.b.c[0][0]"), "{too_deep}");
    // One level less is refused by the service alone, for want of the table.
    assert!(matches!(update(nested(30)).send().await, Err(Error::Service(_))));

    let large = scalars.update(Scalars::key("x")).set(Scalars::STRING_PLAIN, "x".repeat(409_601));
    assert_eq!(refused(large.send().await), "string_plain");
}

#[test]
fn what_comes_from_unknown_attributes_is_refused_as_everything_else() {
    for value in [
        AttributeValue::N("1".to_owned()),
        AttributeValue::Bool(true),
        AttributeValue::Ss(vec!["x".to_owned()]),
        AttributeValue::Null(true),
        AttributeValue::S(String::new()),
    ] {
        let mut item = named();
        item.unknown.insert("legacy", value);
        assert_eq!(refused(item.into_item()), "legacy");
    }
    let mut item = named();
    item.unknown.insert("legacy", AttributeValue::S("x".to_owned()));
    assert!(item.into_item().is_ok());
    let mut item = named();
    item.unknown.insert("old", AttributeValue::L(vec![AttributeValue::Null(false)]));
    assert_eq!(refused(item.into_item()), "old[0]");
}

#[tokio::test]
async fn one_value_is_not_a_list_and_a_map_in_one_update() {
    let (scalars, ..) = tables().await;
    let update = scalars.update(Scalars::key("x"));
    let update = update.set(Scalars::JSON_PLAIN.at(0), json!(1)).set(Scalars::JSON_PLAIN.key("z"), json!(2));
    assert_eq!(refused(update.send().await), "json_plain.z");
}

#[tokio::test]
async fn keys_of_sensitive_maps_are_not_shown() {
    let (_, collections, _) = tables().await;
    let place = || Collections::SECRET_MAP.key("the secret").key("another secret");
    let update = || collections.update(Collections::key("x")).set(place(), "x");
    let error = update().set(place(), "y").send().await.unwrap_err();
    let shown = format!("{:?} {} {:?} {:?} {error} {error:?}", place(), place(), place().eq("x"), update());
    assert!(shown.contains("secretMap.(redacted).(redacted)") && !shown.contains("the secret"), "{shown}");
    assert!(!shown.contains("another secret"), "{shown}");
}

#[tokio::test]
async fn more_filters_than_dynamodb_takes_are_refused_and_no_reason_to_abort() {
    let (scalars, ..) = tables().await;
    let mut scan = scalars.scan();
    for number in 0..20_000 {
        scan = scan.filter(Scalars::I32_PLAIN.ne(number));
    }
    assert!(
        matches!(scan.clone().all().await, Err(Error::Refused(refused)) if refused.reason.contains("the filter has"))
    );
}
