//! What DynamoDB would refuse is refused before it is sent, with its place and the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::codec::{Any, AsString, Encoding, EpochSeconds, Formatted, Json, Nullable};
use dynaschema::jiff::{SignedDuration, Timestamp, civil::Date};
use dynaschema::serde_json::json;

use crate::declared::{Money, MoneyAsNumber, ToTheMinute};
use crate::holder::{NAME, write};

#[track_caller]
fn refused<E: Encoding<Value: Debug + Send + Sync>>(value: E::Value, place: &str, reason: &str) {
    let said = format!("{value:?}");
    let refused = write::<E>(value).expect_err(&said);
    assert_eq!((refused.attribute.as_str(), refused.reason.as_str()), (place, reason), "{said}");
}

#[test]
fn numbers_that_dynamodb_does_not_have() {
    let digits = "DynamoDB keeps 38 significant digits, and this number has more";
    let finite = "DynamoDB has no infinity and no NaN";
    let large = "DynamoDB has no number as large as 1E+126";
    let small = "DynamoDB has no number as close to zero, apart from zero itself, as less than 1E-130";
    refused::<u128>(u128::MAX, NAME, digits);
    refused::<i128>(i128::MIN, NAME, digits);
    refused::<f64>(f64::NAN, NAME, finite);
    refused::<f32>(f32::NEG_INFINITY, NAME, finite);
    refused::<AsString<f64>>(f64::NAN, NAME, finite);
    refused::<f64>(1e126, NAME, large);
    refused::<f64>(1e-131, NAME, small);
    refused::<Vec<Nullable<f64>>>(vec![None, Some(f64::NAN)], "value[1]", finite);
    refused::<Json>(json!({ "a": [1, 1e200] }), "value.a[1]", large);
    refused::<Any>(AttributeValue::L(vec![AttributeValue::N("1E-200".to_owned())]), "value[0]", small);
    assert_eq!(write::<f64>(-0.0).unwrap(), Some(AttributeValue::N("0".to_owned())));
    assert_eq!(write::<AsString<f32>>(-0.0).unwrap(), Some(AttributeValue::S("0".to_owned())));
}

#[test]
fn times_whose_years_have_not_four_digits() {
    let reason = "its year is not one of 0000 to 9999";
    let before = Timestamp::constant(-62_167_219_200, 0).checked_sub(SignedDuration::from_nanos(1)).unwrap();
    refused::<Timestamp>(before, NAME, reason);
    refused::<EpochSeconds>(before, NAME, reason);
    refused::<Formatted<Timestamp, ToTheMinute>>(before, NAME, reason);
    refused::<Date>(Date::constant(-1, 12, 31), NAME, reason);
    assert!(write::<Timestamp>(Timestamp::MAX).is_ok());
    assert!(write::<Date>(Date::MAX).is_ok());
}

#[test]
fn sets_that_dynamodb_does_not_have() {
    let empty = "DynamoDB has no empty sets";
    let alike = "two elements of the set are written alike, and DynamoDB refuses that";
    refused::<Vec<BTreeSet<String>>>(vec![BTreeSet::new()], "value[0]", empty);
    refused::<BTreeMap<String, BTreeSet<String>>>([("a".to_owned(), BTreeSet::new())].into(), "value.a", empty);
    refused::<Any>(AttributeValue::M([("a".to_owned(), AttributeValue::Ns(vec![]))].into()), "value.a", empty);
    refused::<Any>(AttributeValue::Ns(vec!["1".to_owned(), "1.0".to_owned()]), NAME, alike);
    let within_a_second = BTreeSet::from([Timestamp::UNIX_EPOCH, Timestamp::constant(0, 1)]);
    refused::<BTreeSet<EpochSeconds>>(within_a_second.clone(), NAME, alike);
    refused::<BTreeSet<Timestamp>>(within_a_second, NAME, alike);
}

#[test]
fn values_that_lie_too_deep() {
    let nested = |levels: usize| (1..levels).fold(json!(1), |inner, _| json!([inner]));
    assert!(write::<Json>(nested(32)).is_ok());
    let place = format!("value{}", "[0]".repeat(32));
    refused::<Json>(nested(33), &place, "DynamoDB nests values at most 32 levels deep");

    let raw = |levels: usize| (1..levels).fold(AttributeValue::Bool(true), |inner, _| AttributeValue::L(vec![inner]));
    assert!(write::<Any>(raw(32)).is_ok());
    refused::<Any>(raw(33), &place, "DynamoDB nests values at most 32 levels deep");
    refused::<Vec<Any>>(vec![raw(32)], &place, "DynamoDB nests values at most 32 levels deep");
}

#[test]
fn what_a_type_of_ones_own_refuses() {
    refused::<MoneyAsNumber>(Money(3), NAME, "an odd sum");
}
