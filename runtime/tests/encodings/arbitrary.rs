//! Random values: those that a table can hold, read as every encoding.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::Number;
use dynaschema::codec::{
    Any, AsString, Bytes, Encoding, Enumeration, EpochMillis, EpochSeconds, Formatted, Json, NewtypeOf, Nullable,
    Sensitive, Structure, Union, Version,
};
use dynaschema::jiff::{Timestamp, civil::Date};
use dynaschema::uuid::Uuid;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::declared::{Address, Contact, MoneyAsNumber, Month, OrderId, Payment, Round, Seat, ToTheMinute};
use crate::holder::{read, write};

/// Numbers of all sizes, with trailing zeros.
pub(crate) fn numbers() -> impl Strategy<Value = Number> {
    let digits = prop_oneof![0..1000_u128, 0..10_u128.pow(38)];
    (any::<bool>(), digits, -125..168_i16)
        .prop_filter_map("DynamoDB has it", |(negative, digits, scale)| Number::from_parts(negative, digits, scale))
}

/// Times of the years that can be written, in units of so many nanoseconds.
pub(crate) fn timestamps(unit: i128) -> impl Strategy<Value = Timestamp> + Clone {
    let first = Timestamp::constant(-62_167_219_200, 0).as_nanosecond() / unit;
    let last = Timestamp::MAX.as_nanosecond() / unit;
    (first..=last).prop_map(move |units| Timestamp::from_nanosecond(units * unit).unwrap())
}

pub(crate) fn dates() -> impl Strategy<Value = Date> {
    (0..=9999_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("there is such a day", |(y, m, d)| Date::new(y, m, d).ok())
}

/// They mean something to some encoding, or nearly do.
const TEXTS: &[&str] = &[
    "",
    "7",
    "007",
    "-7",
    "+7",
    "7.0",
    "1e3",
    "-0",
    "0.10",
    "SEMI",
    "left",
    "card",
    "later",
    "null",
    "[1, 2]",
    "[1,",
    "2026-11-25",
    "2026-11-5",
    "2026-11-25T03:22:24.123Z",
    "2026-11-25T03:22:24Z",
    "25.11.2026 03:22",
    "2026-11",
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67E55044-10B1-426F-9247-BB680E5FE0C8",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(TEXTS).prop_map(str::to_owned), ".*"]
}

/// The texts of numbers, in all the forms that they have.
fn number_texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:e}")),
        numbers().prop_map(|number| number.to_string()),
        "-?[0-9]{1,4}(\\.[0-9]{1,3})?(E[+-]?[0-9]{1,2})?",
    ]
}

fn binaries() -> impl Strategy<Value = Blob> {
    any::<Vec<u8>>().prop_map(Blob::new)
}

/// Those of the declared types' fields.
const NAMES: &[&str] = &["city", "zip", "note", "before", "kind", "value", "number"];

fn names() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(NAMES).prop_map(str::to_owned), "[a-z]"]
}

fn values(numbers: BoxedStrategy<String>, least: usize) -> impl Strategy<Value = AttributeValue> + Clone {
    let set = least..4;
    let leaf = prop_oneof![
        texts().prop_map(AttributeValue::S),
        numbers.clone().prop_map(AttributeValue::N),
        binaries().prop_map(AttributeValue::B),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        proptest::collection::vec(texts(), set.clone()).prop_map(AttributeValue::Ss),
        proptest::collection::vec(numbers, set.clone()).prop_map(AttributeValue::Ns),
        proptest::collection::vec(binaries(), set).prop_map(AttributeValue::Bs),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            proptest::collection::hash_map(names(), inner, 0..6).prop_map(AttributeValue::M),
        ]
    })
}

/// Anything that the SDK's type can say.
fn any_value() -> impl Strategy<Value = AttributeValue> {
    values(prop_oneof![number_texts(), ".*"].boxed(), 0)
}

/// What a table can hold.
pub(crate) fn keepable_value() -> impl Strategy<Value = AttributeValue> + Clone {
    values(number_texts().boxed(), 1)
        .prop_filter("DynamoDB takes it", |value| write::<Any>(value.clone()).is_ok())
        .boxed()
}

/// Calls a function of one value for every kind of encoding.
macro_rules! for_every_encoding {
    ($function:ident($value:expr)) => {
        for_every_encoding! { $function($value):
            String, bool, Bytes, Version, Any, Number, f32, f64,
            i8, i16, i32, i64, i128, u8, u16, u32, u64, u128,
            AsString<i8>, AsString<u128>, AsString<f32>, AsString<f64>, AsString<Number>, AsString<Json>, Json,
            Vec<String>, Vec<Any>, Vec<Nullable<f64>>, BTreeMap<String, Any>, BTreeMap<String, Nullable<Json>>,
            BTreeSet<String>, BTreeSet<Bytes>, BTreeSet<u8>, BTreeSet<Number>, BTreeSet<AsString<Number>>,
            BTreeSet<Timestamp>, BTreeSet<NewtypeOf<OrderId>>, BTreeSet<Enumeration<Round>>,
            Option<String>, Nullable<Number>, Nullable<Vec<Any>>, Box<String>,
            Uuid, Timestamp, Date, EpochSeconds, EpochMillis, Formatted<Timestamp, ToTheMinute>, Formatted<Date, Month>,
            Structure<Address>, Union<Contact>, Enumeration<Round>, NewtypeOf<OrderId>, NewtypeOf<Seat>,
            MoneyAsNumber, Sensitive<String>, Sensitive<Structure<Address>>, Sensitive<Vec<u8>>,
        }
    };
    ($function:ident($value:expr): $($encoding:ty,)*) => {{ $( $function::<$encoding>($value); )* }};
}

fn for_each(values: impl Strategy<Value = AttributeValue>, check: impl Fn(&AttributeValue)) {
    let config = ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let check = |value| {
        check(&value);
        Ok(())
    };
    TestRunner::new(config).run(&values, check).unwrap();
}

#[test]
fn whatever_a_table_holds_is_read_and_written_back_the_same_or_not_read() {
    fn check<E: Encoding<Value: Debug + Clone + PartialEq + Send + Sync>>(value: &AttributeValue) {
        if let Ok(read) = read::<E>(value.clone()) {
            let written = write::<E>(read.clone());
            let name = std::any::type_name::<E>();
            assert!(
                matches!(&written, Ok(Some(written)) if same(written, value)),
                "{value:?} is {read:?} as {name}, and {written:?} when it is written back"
            );
        }
    }
    for_each(keepable_value(), |value| for_every_encoding!(check(value)));
}

#[test]
fn nothing_that_a_value_can_be_makes_reading_panic() {
    fn check<E: Encoding<Value: Debug + PartialEq + Send + Sync>>(value: &AttributeValue) {
        // What is read and still cannot be written, such as a raw value that is no number, is refused.
        let _ = read::<E>(value.clone()).map(write::<E>);
    }
    for_each(any_value(), |value| {
        for_every_encoding!(check(value));
        // Beside its content, a variant skips what it does not know.
        check::<Union<Payment>>(value);
    });
}

/// Does DynamoDB take two values for the same? It compares numbers by value and sets without order.
fn same(one: &AttributeValue, other: &AttributeValue) -> bool {
    let number = |text: &String| text.parse::<Number>().ok();
    match (one, other) {
        (AttributeValue::N(one), AttributeValue::N(other)) => number(one) == number(other),
        (AttributeValue::Ns(one), AttributeValue::Ns(other)) => {
            let set = |texts: &[String]| texts.iter().map(number).collect::<BTreeSet<_>>();
            set(one) == set(other)
        }
        (AttributeValue::Ss(one), AttributeValue::Ss(other)) => {
            one.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
        }
        (AttributeValue::Bs(one), AttributeValue::Bs(other)) => {
            let set = |blobs: &[Blob]| blobs.iter().map(|blob| blob.as_ref().to_vec()).collect::<BTreeSet<_>>();
            set(one) == set(other)
        }
        (AttributeValue::L(one), AttributeValue::L(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (AttributeValue::M(one), AttributeValue::M(other)) => {
            let of = |name: &str, value| other.get(name).is_some_and(|other| same(value, other));
            // `note` is of the kind that is written as NULL where it is missing.
            one.iter().all(|(name, value)| of(name, value) || (name == "note" && !other.contains_key(name)))
                && other.keys().all(|name| one.contains_key(name))
        }
        (one, other) => one == other,
    }
}
