//! What is not read, and what the mismatch says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::codec::{
    Any, AsString, Bytes, Encoding, Enumeration, EpochMillis, EpochSeconds, Formatted, Json, NewtypeOf, Nullable,
    Structure, Union, Version,
};
use dynaschema::jiff::{Timestamp, civil::Date};
use dynaschema::uuid::Uuid;
use dynaschema::{Item, Number};

use crate::declared::{Address, Card, Contact, Money, MoneyAsNumber, Month, OrderId, Payment, Seat, Side, ToTheMinute};
use crate::holder::{NAME, read, read_item, read_map, read_text, told};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn map<const N: usize>(members: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(members.map(|(name, value)| (name.to_owned(), value)).into())
}

fn list<const N: usize>(elements: [AttributeValue; N]) -> AttributeValue {
    AttributeValue::L(elements.into())
}

fn null() -> AttributeValue {
    AttributeValue::Null(true)
}

/// The place, what was expected, and what is found.
type Told<'t> = (&'t str, &'t str, &'t str);

#[track_caller]
fn mismatches<E: Encoding<Value: Debug + PartialEq + Sync>>(cases: &[(AttributeValue, Told<'_>)]) {
    for (value, expected) in cases {
        let mismatch = read::<E>(value.clone()).expect_err("a mismatch");
        assert_eq!(told(&mismatch), *expected, "{value:?}");
    }
}

/// Every one of these texts is a mismatch, and the good one is none.
#[track_caller]
fn only<E: Encoding<Value: Debug + PartialEq + Sync>>(good: AttributeValue, bad: &[AttributeValue]) {
    assert!(read::<E>(good.clone()).is_ok(), "{good:?}");
    for value in bad {
        let read = read::<E>(value.clone());
        assert!(read.is_err(), "{value:?} is read as {read:?}");
    }
}

#[test]
fn a_value_of_another_wire_type_is_a_mismatch_that_names_both() {
    mismatches::<String>(&[(n("7"), (NAME, "S", "N")), (null(), (NAME, "S", "NULL"))]);
    mismatches::<Bytes>(&[(s("7"), (NAME, "B", "S"))]);
    mismatches::<bool>(&[(s("true"), (NAME, "BOOL", "S"))]);
    mismatches::<u32>(&[(s("7"), (NAME, "N (u32)", "S"))]);
    mismatches::<Number>(&[(s("7"), (NAME, "N", "S"))]);
    mismatches::<Vec<String>>(&[
        (AttributeValue::Ss(vec!["a".to_owned()]), (NAME, "L", "SS")),
        (list([s("a"), n("7")]), ("value[1]", "S", "N")),
        (list([s("a"), null()]), ("value[1]", "S", "NULL")),
    ]);
    mismatches::<BTreeMap<String, Vec<i8>>>(&[
        (list([]), (NAME, "M", "L")),
        (map([("a", list([n("1"), n("500")]))]), ("value.a[1]", "N (i8)", "N 500")),
    ]);
    mismatches::<BTreeSet<String>>(&[
        (list([s("a")]), (NAME, "SS", "L")),
        (AttributeValue::Ss(vec![]), (NAME, "SS", "SS without elements")),
        (AttributeValue::Ss(vec!["a".to_owned(), "a".to_owned()]), (NAME, "SS", "SS with two elements of one value")),
    ]);
    mismatches::<BTreeSet<Number>>(&[(
        AttributeValue::Ns(vec!["1".to_owned(), "1.0".to_owned()]),
        (NAME, "NS", "NS with two elements of one value"),
    )]);
    mismatches::<Option<String>>(&[(null(), (NAME, "S", "NULL"))]);
    mismatches::<Nullable<String>>(&[(n("1"), (NAME, "S", "N"))]);
    mismatches::<NewtypeOf<OrderId>>(&[(n("1"), (NAME, "S", "N"))]);
    mismatches::<AsString<i64>>(&[(n("1"), (NAME, "S (i64)", "N"))]);
    mismatches::<Timestamp>(&[(n("1"), (NAME, "S (timestamp)", "N"))]);
    mismatches::<EpochSeconds>(&[(s("1"), (NAME, "N (epoch seconds)", "S"))]);
}

#[test]
fn numbers_are_read_by_value_and_only_where_they_fit() {
    for text in ["500", "500.00", "5E+2", "0500", "0.5e3"] {
        assert_eq!(read::<i16>(n(text)), Ok(500));
        assert_eq!(read::<u128>(n(text)), Ok(500));
        assert_eq!(read::<f32>(n(text)), Ok(500.0));
        assert_eq!(read::<Number>(n(text)), Ok(Number::from(500)));
        assert_eq!(read::<Version>(n(text)), Ok(500));
    }
    mismatches::<u32>(&[
        (n("-1"), (NAME, "N (u32)", "N -1")),
        (n("4294967296"), (NAME, "N (u32)", "N 4294967296")),
        (n("1.5"), (NAME, "N (u32)", "N 1.5")),
        (n("1E+125"), (NAME, "N (u32)", "N 1E+125")),
        (n("seven"), (NAME, "N (u32)", "N seven")),
    ]);
    only::<u128>(n("340282366920938463463374607431768211400"), &[n("340282366920938463463374607431768211455")]);
    only::<i128>(n("-1E+38"), &[n("2E+38")]);
    only::<f64>(n("0.1"), &[n("0.1000000000000000055"), n("9007199254740993"), n("NaN"), n("inf")]);
    only::<f32>(n("0.1"), &[n("0.10000000149"), n("16777217"), n("1E+39")]);
    only::<EpochSeconds>(n("1795576944.0"), &[n("1.5"), n("253402207201"), n("-62167219201")]);
    only::<EpochMillis>(n("1795576944123"), &[n("1.5"), n("1E+20")]);
}

#[test]
fn text_is_read_only_in_the_form_that_would_be_written() {
    let texts = |texts: &[&str]| texts.iter().map(|text| s(text)).collect::<Vec<_>>();
    only::<AsString<i64>>(s("-7"), &texts(&["", "007", "+7", "7.0", "1e3", "-0", " 7", "9223372036854775808"]));
    only::<AsString<u128>>(s("340282366920938463463374607431768211455"), &texts(&["-1"]));
    only::<AsString<f64>>(s("0.1"), &texts(&["0.10", "1.0", "1e3", "-0", "NaN", "inf", ".5", "5."]));
    only::<AsString<Number>>(s("-12.90"), &texts(&["-0", "-0.0", "+1", "01", "1.", ".1", "1E2", "1e2", ""]));
    only::<AsString<Json>>(s(" {\"b\": 1, \"a\": 2}"), &texts(&["", "{", "{} {}", "nul"]));
    only::<Uuid>(
        s("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        &texts(&[
            "67E55044-10B1-426F-9247-BB680E5FE0C8",
            "67e5504410b1426f9247bb680e5fe0c8",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
        ]),
    );
    only::<Timestamp>(
        s("2026-11-25T03:22:24.123Z"),
        &texts(&[
            "2026-11-25T03:22:24Z",
            "2026-11-25T03:22:24.123456Z",
            "2026-11-25T03:22:24.123+00:00",
            "2026-11-25T05:22:24.123+02:00",
            "2026-11-25t03:22:24.123z",
            "2026-11-25 03:22:24.123Z",
            "2026-11-25T03:22:60.000Z",
            "2026-11-25",
            "-000001-11-25T03:22:24.123Z",
        ]),
    );
    only::<Date>(
        s("2026-11-25"),
        &texts(&["2026-11-5", "20261125", "2026-11-31", "2026-11-25T00:00:00Z", "+002026-11-25"]),
    );
    only::<Formatted<Timestamp, ToTheMinute>>(
        s("05.11.2026 03:22"),
        &texts(&["5.11.2026 03:22", "05.11.2026 3:22", "05.11.26 03:22"]),
    );
    only::<Formatted<Date, Month>>(s("2026-11"), &texts(&["2026-1", "2026-13", "2026-11-25"]));

    mismatches::<AsString<u32>>(&[(s("007"), (NAME, "S (u32)", "S \"007\""))]);
    mismatches::<Formatted<Date, Month>>(&[(
        s("2026-1"),
        (NAME, "S (date)", "S \"2026-1\", which the format `%Y-%m` does not write"),
    )]);
    let long = "x".repeat(1000);
    mismatches::<Uuid>(&[(s(&long), (NAME, "S (uuid)", &format!("S {:?}…", "x".repeat(64))))]);
}

#[test]
fn a_document_has_no_binary_and_no_sets_and_only_numbers_that_are_exact() {
    let json = <Json as Encoding>::EXPECTED;
    mismatches::<Json>(&[
        (map([("a", list([null(), AttributeValue::Ss(vec!["a".to_owned()])]))]), ("value.a[1]", json, "SS")),
        (list([AttributeValue::B(Default::default())]), ("value[0]", json, "B")),
        (map([("a", n("0.1000000000000000055"))]), ("value.a", "N (exact in serde_json)", "N 0.1000000000000000055")),
        (n("18446744073709551617"), (NAME, "N (exact in serde_json)", "N 18446744073709551617")),
    ]);
    assert_eq!(read::<Json>(n("18446744073709551615")), Ok(u64::MAX.into()));
    assert_eq!(read::<Json>(n("1.50")), Ok(1.5.into()));
    assert_eq!(read::<Json>(n("1.0")), Ok(1.into()));
    assert_eq!(read::<Json>(n("1E+30")), Ok(1e30.into()));
}

#[test]
fn a_mismatch_in_a_declared_type_names_the_place() {
    mismatches::<Structure<Address>>(&[
        (s("a"), (NAME, "M", "S")),
        (map([]), ("value.city", "S", "nothing")),
        (map([("city", n("1"))]), ("value.city", "S", "N")),
        (
            map([("city", s("a")), ("before", map([("city", s("b")), ("before", map([]))]))]),
            ("value.before.before.city", "S", "nothing"),
        ),
    ]);
    mismatches::<Structure<Card>>(&[(
        map([("number", s("7")), ("more", s("a"))]),
        ("value.more", "nothing", "an attribute that the schema does not name"),
    )]);
    mismatches::<Enumeration<Side>>(&[
        (s("LEFT"), (NAME, "S (left, right)", "S \"LEFT\"")),
        (n("1"), (NAME, "S (left, right)", "N")),
    ]);
    mismatches::<NewtypeOf<Seat>>(&[(s("up"), (NAME, "S (left, right)", "S \"up\""))]);
    mismatches::<Union<Contact>>(&[
        (s("card"), (NAME, "M", "S")),
        (map([("number", s("7"))]), ("value.kind", "S (address or card)", "nothing")),
        (map([("kind", n("7"))]), ("value.kind", "S (address or card)", "N")),
        (map([("kind", s("cash"))]), ("value.kind", "S (address or card)", "S \"cash\"")),
        (map([("kind", s("card"))]), ("value.number", "S (u64)", "nothing")),
    ]);
    mismatches::<Union<Payment>>(&[
        (map([("kind", s("later"))]), ("value.value", "S (timestamp)", "nothing")),
        (
            map([("kind", s("by")), ("value", map([("kind", s("cash"))]))]),
            ("value.value.kind", "S (address or card)", "S \"cash\""),
        ),
    ]);
    let own = std::any::type_name::<Money>();
    mismatches::<MoneyAsNumber>(&[
        (s("2"), (NAME, "N", "S")),
        (n("3"), (NAME, "N", &format!("N that is no `{own}`: an odd sum"))),
        (n("1.5"), (NAME, "N", &format!("N that is no `{own}`: the other type does not have exactly this value"))),
    ]);
}

#[test]
fn a_missing_attribute_is_a_mismatch_where_absence_means_nothing() {
    let item = Item::new();
    assert_eq!(told(&read_item::<u32>(&item).unwrap_err()), (NAME, "N (u32)", "nothing"));
    assert_eq!(told(&read_item::<Vec<String>>(&item).unwrap_err()), (NAME, "L", "nothing"));
    assert_eq!(read_item::<Version>(&item), Ok(0));
    assert_eq!(read_item::<Option<String>>(&item), Ok(None));
    assert_eq!(read_item::<Nullable<String>>(&item), Ok(None));
    assert_eq!(read_item::<BTreeSet<String>>(&item), Ok(BTreeSet::new()));
}

#[test]
fn what_lies_deeper_than_a_table_can_hold_is_not_followed() {
    let addresses = |levels: usize| {
        let city = || ("city", s("a"));
        (2..levels).fold(map([city()]), |inner, _| map([city(), ("before", inner)]))
    };
    let lists = |levels: usize| (1..levels).fold(null(), |inner, _| list([inner]));
    for (levels, is_read) in [(2, true), (31, true), (32, true), (33, false)] {
        assert_eq!(read::<Structure<Address>>(addresses(levels)).is_ok(), is_read, "{levels}");
        assert_eq!(read::<Json>(lists(levels)).is_ok(), is_read, "{levels}");
        assert_eq!(read::<Any>(lists(levels)).is_ok(), is_read, "{levels}");
        assert_eq!(read::<Any>(addresses(levels)).is_ok(), is_read, "{levels}");
    }
    // Deeper than JSON is read, too.
    assert!(read_map::<Structure<Address>>(addresses(1000)).is_err());
    assert!(read_map::<Json>(lists(1000)).is_err());
    let lists_as_text = |levels: usize| (1..levels).fold("{}".to_owned(), |inner, _| format!(r#"{{"L":[{inner}]}}"#));
    assert!(read_text::<Any>(&lists_as_text(100_000)).is_err());
    let expected = ("value[0][0]", "at most 32 levels of values", "one more");
    assert_eq!(told(&read::<Vec<Vec<Any>>>(lists(33)).unwrap_err()), expected);
}
