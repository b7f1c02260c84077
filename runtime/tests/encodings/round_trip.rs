//! What is written is read back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::codec::{
    Any, AsString, Bytes, Encoding, Enumeration, EpochMillis, EpochSeconds, Formatted, Json, NewtypeOf, Nullable,
    Sensitive, Structure, Union, Version,
};
use dynaschema::jiff::{Timestamp, civil::Date};
use dynaschema::serde_json::{self, json};
use dynaschema::uuid::Uuid;
use dynaschema::{JsonText, Number, UnknownAttributes};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::arbitrary::{dates, keepable_value, numbers, timestamps};
use crate::declared::{
    Address, Card, Contact, Money, MoneyAsNumber, Month, OrderId, Payment, Round, Seat, Side, ToTheMinute,
};
use crate::holder::{read, read_text, round_trip, write};

/// Of these values, each is the same through both forms.
fn same<E>(values: impl Strategy<Value = E::Value>)
where
    E: Encoding<Value: Debug + Clone + PartialEq + Send + Sync>,
{
    let same = |value: E::Value| {
        prop_assert_eq!(round_trip::<E>(value.clone()), value);
        Ok(())
    };
    TestRunner::default().run(&values, same).unwrap();
}

#[test]
fn scalars() {
    same::<String>(".*");
    same::<bool>(any::<bool>());
    same::<Bytes>(any::<Vec<u8>>());
    same::<Version>(any::<u64>());
    same::<Any>(keepable_value());
}

#[test]
fn integers() {
    same::<i8>(any::<i8>());
    same::<i16>(any::<i16>());
    same::<i32>(any::<i32>());
    same::<i64>(any::<i64>());
    same::<u8>(any::<u8>());
    same::<u16>(any::<u16>());
    same::<u32>(any::<u32>());
    same::<u64>(any::<u64>());
    let most = 10_u128.pow(38) - 1;
    same::<u128>(0..=most);
    same::<i128>(-(most as i128)..=most as i128);
    same::<AsString<u128>>(any::<u128>());
    same::<AsString<i128>>(any::<i128>());
    same::<AsString<i8>>(any::<i8>());
}

#[test]
fn floats() {
    let within = |float: &f64| Number::try_from(*float).is_ok();
    same::<f64>(any::<f64>().prop_filter("within DynamoDB's range", within));
    same::<f32>(any::<f32>());
    same::<AsString<f64>>(any::<f64>());
    same::<AsString<f32>>(any::<f32>());
}

#[test]
fn numbers_keep_even_their_trailing_zeros() {
    let exactly = |number: Number| {
        prop_assert_eq!(round_trip::<Number>(number).to_string(), number.to_string());
        prop_assert_eq!(round_trip::<AsString<Number>>(number).to_string(), number.to_string());
        Ok(())
    };
    TestRunner::default().run(&numbers(), exactly).unwrap();
}

#[test]
fn collections() {
    same::<Vec<AsString<u32>>>(any::<Vec<u32>>());
    same::<Vec<Nullable<i64>>>(any::<Vec<Option<i64>>>());
    same::<Vec<Vec<Bytes>>>(proptest::collection::vec(proptest::collection::vec(any::<Vec<u8>>(), 0..3), 0..3));
    same::<BTreeMap<String, Vec<Nullable<Date>>>>(proptest::collection::btree_map(
        ".+",
        proptest::collection::vec(proptest::option::of(dates()), 0..3),
        0..3,
    ));
    same::<BTreeSet<String>>(proptest::collection::btree_set(".*", 0..5));
    same::<BTreeSet<Bytes>>(any::<BTreeSet<Vec<u8>>>());
    same::<BTreeSet<i32>>(any::<BTreeSet<i32>>());
    same::<BTreeSet<AsString<u8>>>(any::<BTreeSet<u8>>());
    same::<BTreeSet<Number>>(proptest::collection::btree_set(numbers(), 0..5));
    same::<BTreeSet<NewtypeOf<OrderId>>>(proptest::collection::btree_set(".*".prop_map(OrderId), 0..5));
    same::<BTreeSet<Enumeration<Side>>>(Just(BTreeSet::from([Side::Left, Side::Right])));
    same::<BTreeSet<EpochSeconds>>(Just(BTreeSet::from([Timestamp::UNIX_EPOCH])));
    same::<BTreeSet<MoneyAsNumber>>(Just(BTreeSet::from([Money(2), Money(10)])));
    same::<Option<BTreeSet<i8>>>(Just(None));
}

#[test]
fn times_and_dates() {
    same::<Timestamp>(timestamps(1_000_000));
    same::<Date>(dates());
    same::<EpochMillis>(timestamps(1_000_000));
    same::<EpochSeconds>(timestamps(1_000_000_000));
    same::<Formatted<Timestamp, ToTheMinute>>(timestamps(60_000_000_000));
    same::<Formatted<Date, Month>>(dates().prop_map(Date::first_of_month));
}

#[test]
fn uuids_and_documents() {
    same::<Uuid>(any::<u128>().prop_map(Uuid::from_u128));
    same::<Json>(documents());
    same::<AsString<Json>>(documents().prop_map(JsonText::from));
}

/// Without floats that are whole: DynamoDB does not know them from integers.
fn documents() -> impl Strategy<Value = serde_json::Value> {
    let fractions = any::<f64>().prop_filter_map("a fraction that DynamoDB has", |float| {
        (float.fract() != 0.0 && Number::try_from(float).is_ok()).then(|| json!(float))
    });
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<i64>().prop_map(|value| json!(value)),
        any::<u64>().prop_map(|value| json!(value)),
        fractions,
        ".*".prop_map(|value| json!(value)),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
            proptest::collection::btree_map(".+", inner, 0..5).prop_map(|map| json!(map)),
        ]
    })
}

#[test]
fn declared_types() {
    let address = (".*", any::<Option<String>>(), any::<Option<i64>>(), keepable_value());
    let address = address.prop_map(|(city, zip, note, more)| {
        let mut unknown = UnknownAttributes::new();
        unknown.insert("more", more);
        Address { city, zip, note, before: None, unknown }
    });
    let address = address.prop_recursive(5, 10, 1, |inner| {
        (inner.clone(), inner).prop_map(|(outer, inner)| Address { before: Some(Box::new(inner)), ..outer })
    });
    let card = any::<u64>().prop_map(|number| Card { number });
    let contact = prop_oneof![address.clone().prop_map(Contact::Address), card.prop_map(Contact::Card)];
    same::<Structure<Address>>(address);
    same::<Union<Contact>>(contact.clone());
    same::<Union<Payment>>(prop_oneof![timestamps(1_000_000).prop_map(Payment::Later), contact.prop_map(Payment::By)]);
    same::<Enumeration<Round>>(".*".prop_map(|text| dynaschema::codec::TextEnum::from_text(&text).unwrap()));
    same::<NewtypeOf<OrderId>>(".*".prop_map(OrderId));
    same::<NewtypeOf<Seat>>(Just(Seat(Side::Right)));
    same::<MoneyAsNumber>((0..u64::MAX / 2).prop_map(|half| Money(half * 2)));
    same::<Sensitive<Option<BTreeSet<String>>>>(Just(Some(BTreeSet::from(["a".to_owned()]))));
}

#[test]
fn what_is_absent_is_left_out_and_a_null_is_written_only_where_the_schema_says_so() {
    assert_eq!(write::<Option<String>>(None).unwrap(), None);
    assert_eq!(write::<BTreeSet<String>>(BTreeSet::new()).unwrap(), None);
    assert_eq!(write::<Sensitive<BTreeSet<String>>>(BTreeSet::new()).unwrap(), None);
    assert_eq!(write::<Nullable<String>>(None).unwrap(), Some(AttributeValue::Null(true)));
    assert_eq!(
        write::<Vec<Nullable<i8>>>(vec![None]).unwrap(),
        Some(AttributeValue::L(vec![AttributeValue::Null(true)]))
    );
    assert_eq!(write::<Vec<String>>(vec![]).unwrap(), Some(AttributeValue::L(vec![])));
}

#[test]
fn what_is_finer_than_the_unit_is_rounded_down_also_before_1970() {
    let time = |text: &str| text.parse::<Timestamp>().unwrap();
    let s = |text: &str| Some(AttributeValue::S(text.to_owned()));
    let n = |text: &str| Some(AttributeValue::N(text.to_owned()));
    let (after, before) = (time("2026-11-25T03:22:24.1239Z"), time("1969-12-31T23:59:59.9999Z"));
    assert_eq!(write::<Timestamp>(after).unwrap(), s("2026-11-25T03:22:24.123Z"));
    assert_eq!(write::<Timestamp>(before).unwrap(), s("1969-12-31T23:59:59.999Z"));
    assert_eq!(write::<EpochMillis>(after).unwrap(), n("1795576944123"));
    assert_eq!(write::<EpochMillis>(before).unwrap(), n("-1"));
    assert_eq!(write::<EpochSeconds>(after).unwrap(), n("1795576944"));
    assert_eq!(write::<EpochSeconds>(before).unwrap(), n("-1"));
    assert_eq!(write::<Formatted<Timestamp, ToTheMinute>>(after).unwrap(), s("25.11.2026 03:22"));
    assert_eq!(write::<Formatted<Timestamp, ToTheMinute>>(before).unwrap(), s("31.12.1969 23:59"));
}

#[test]
fn a_tag_is_found_wherever_it_stands_and_the_variant_does_not_see_it() {
    for text in [r#"{"kind":{"S":"card"},"number":{"S":"7"}}"#, r#"{"number":{"S":"7"},"kind":{"S":"card"}}"#] {
        let of_text = format!(r#"{{"M":{text}}}"#);
        // Seen by the variant, the tag would be denied.
        assert!(read_text::<Structure<Card>>(&of_text).is_err());
        assert_eq!(read_text::<Union<Contact>>(&of_text).unwrap(), Contact::Card(Card { number: 7 }));

        let map = serde_json::from_str::<serde_json::Map<_, _>>(text).unwrap();
        let map =
            map.into_iter().map(|(name, value)| (name, AttributeValue::S(value["S"].as_str().unwrap().to_owned())));
        let contact = read::<Union<Contact>>(AttributeValue::M(map.collect()));
        assert_eq!(contact.unwrap(), Contact::Card(Card { number: 7 }));
    }
}

/// Of two, one would be taken to say which variant it is, and the SDK would take the other.
#[test]
fn a_tag_that_comes_twice_is_an_error() {
    let address = r#""city":{"S":"a"},"more":{"N":"1"}"#;
    let tag = |tag: &str| format!(r#""kind":{{"S":"{tag}"}}"#);
    let read = |members: [&str; 3]| read_text::<Union<Contact>>(&format!(r#"{{"M":{{{}}}}}"#, members.join(",")));
    assert!(read([&tag("address"), address, r#""kin":{"S":"card"}"#]).is_ok());
    for members in [
        [&*tag("address"), address, &tag("card")],
        [address, &tag("address"), &tag("address")],
        [&tag("address"), &tag("card"), r#""number":{"S":"7"}"#],
    ] {
        let mismatch = read(members).unwrap_err();
        assert_eq!((mismatch.attribute.as_str(), mismatch.found.as_str()), ("value.kind", "two of them"));
    }
}
