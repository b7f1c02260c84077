//! Old items, and items that are not what the schema says: each error names the item, the entity, the attribute, what
//! was expected and what was found.

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Entity, Error, Item};

use super::values::{Sample, Source};
use crate::schema::*;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn number(digits: &str) -> AttributeValue {
    AttributeValue::N(digits.to_owned())
}

fn map<const N: usize>(members: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(members.map(|(name, value)| (name.to_owned(), value)).into())
}

fn item<E: Entity + Sample>() -> Item {
    dynaschema::to_item(&Source::new(5).take::<E>()).unwrap()
}

/// The error of an item in which one attribute is another, or gone.
fn error<E: Entity + Sample>(attribute: &str, value: Option<AttributeValue>) -> String {
    let mut item = item::<E>();
    match value {
        Some(value) => item.insert(attribute.to_owned(), value),
        None => item.remove(attribute),
    };
    let key = item["id"].as_s().unwrap().clone();
    let Err(Error::Decode(error)) = dynaschema::from_item::<E>(item) else {
        panic!("{attribute} was read");
    };
    assert_eq!(error.entity, E::NAME);
    assert_eq!(error.key.attributes().next(), Some(("id", &AttributeValue::S(key))));
    format!("{}: {}, found {}", error.attribute, error.expected, error.found)
}

#[test]
fn an_item_written_before_an_attribute_was_added_has_its_default() {
    let mut old = item::<Scalars>();
    old.retain(|name, _| !name.ends_with("_default") && name != "version");
    let read: Scalars = dynaschema::from_item(old).unwrap();
    assert_eq!((read.i8_default, read.f32_default, read.version), (-128, -0.5, 0));
    assert_eq!(read.number_default.to_string(), "12.90");
    assert_eq!(read.uuid_default.to_string(), "6f2f8c4e-9d1b-4c3a-8e57-0a1b2c3d4e5f");
    assert_eq!(read.timestamp_default.to_string(), "2026-11-25T03:22:24.123Z");
    assert_eq!(read.epoch_seconds_default.as_second(), -1);
    assert_eq!(read.date_default.to_string(), "2024-02-29");
    assert_eq!(read.bytes_default, b"\x00\xffdefault");

    let mut old = item::<Collections>();
    old.retain(|name, _| {
        !["listValues", "mapValues", "listDefault", "mapDefault", "stringSet"].contains(&name.as_str())
    });
    let read: Collections = dynaschema::from_item(old).unwrap();
    assert_eq!(read.list_values, [Some(1), None, Some(-3)]);
    assert_eq!(read.map_values["a"], "1.5".parse().unwrap());
    assert!(read.list_default.is_empty() && read.map_default.is_empty() && read.string_set.is_empty());

    let mut old = item::<Named>();
    old.retain(|name, _| !["level", "level_other", "tree"].contains(&name.as_str()));
    let read: Named = dynaschema::from_item(old).unwrap();
    assert_eq!((read.level, read.level_other, read.tree), (Level::Medium, Status::Open, None));
}

#[test]
fn what_is_not_what_the_schema_says_is_an_error_that_says_so() {
    let zone = text("25/11/2026 03:22:24 AM +0100");
    for (told, expected) in [
        (error::<Scalars>("string_plain", None), "string_plain: S, found nothing"),
        (error::<Scalars>("string_plain", Some(number("1"))), "string_plain: S, found N"),
        (error::<Scalars>("string_optional", Some(AttributeValue::Null(true))), "string_optional: S, found NULL"),
        (error::<Scalars>("u8_plain", Some(number("256"))), "u8_plain: N (u8), found N 256"),
        (error::<Scalars>("i128_null", Some(number("1.5"))), "i128_null: N (i128), found N 1.5"),
        (error::<Scalars>("u8_sensitive", Some(number("256"))), "u8_sensitive: N (u8), found N (redacted)"),
        (error::<Texts>("u16-text", Some(text("007"))), "u16-text: S (u16), found S \"007\""),
        (error::<Texts>("number-text", Some(text("1e3"))), "number-text: S (number), found S \"1e3\""),
        (error::<Texts>("number-text", Some(number("1"))), "number-text: S (number), found N"),
        (error::<Texts>("json-text", Some(text("{"))), "json-text: S (json), found S \"{\""),
        (
            error::<Times>("minute", Some(text("2026-11-25T3:22"))),
            "minute: S (timestamp), found S \"2026-11-25T3:22\", which the format `%Y-%m-%dT%H:%M` does not write",
        ),
        (
            error::<Times>("zoned", Some(zone)),
            "zoned: S (timestamp), found S \"25/11/2026 03:22:24 AM +0100\", which the format `%d/%m/%Y %I:%M:%S %p %z` does not write",
        ),
        (
            error::<Times>("american", Some(text("2/29/2024"))),
            "american: S (date), found S \"2/29/2024\", which the format `%m/%d/%Y` does not write",
        ),
        (
            error::<Times>("nobody", Some(text("x"))),
            "nobody: nothing, found an attribute that the schema does not name",
        ),
        (error::<Named>("level", Some(text("none"))), "level: S (high, low or medium), found S \"none\""),
        (error::<Named>("address", Some(map([]))), "address.City: S, found nothing"),
        (error::<Named>("payment", Some(map([]))), "payment.kind: S (card, cash or shipping_address), found nothing"),
        (
            error::<Named>("payment", Some(map([("kind", text("bank"))]))),
            "payment.kind: S (card, cash or shipping_address), found S \"bank\"",
        ),
        (
            error::<Named>("event", Some(map([("type", text("count")), ("value", number("-1"))]))),
            "event.value: N (u8), found N -1",
        ),
        (
            error::<Named>(
                "number",
                Some(map([("type", text("whole")), ("value", number("1")), ("more", number("1"))])),
            ),
            "number.more: nothing, found an attribute that the schema does not name",
        ),
        (
            error::<Named>("moneys", Some(AttributeValue::Ns(vec!["1".to_owned(), "0.5".to_owned()]))),
            "moneys[1]: N, found N that is no `dynaschema_every_type::Money`: the other type does not have exactly this value",
        ),
        (
            error::<Collections>(
                "nested",
                Some(AttributeValue::L(vec![map([("k", AttributeValue::L(vec![text("x")]))])])),
            ),
            "nested[0].k[0]: L, found S",
        ),
    ] {
        assert_eq!(told, expected);
    }
}

#[test]
fn a_text_that_is_another_variants_is_not_written_as_other() {
    let mut value: Named = Source::new(2).take();
    value.level_other = Status::Other("OPEN".to_owned());
    let Err(Error::Refused(refused)) = value.into_item() else { panic!("it was written") };
    assert_eq!(
        (refused.attribute.as_str(), refused.reason.as_str()),
        ("level_other", "its text is that of another variant")
    );
}

#[test]
fn an_unknown_attribute_that_the_schema_names_is_refused() {
    let mut value: Named = Source::new(2).take();
    value.unknown.insert("tree", text("x"));
    value.tree = None;
    let Err(Error::Refused(refused)) = value.into_item() else { panic!("it was written") };
    assert_eq!(refused.attribute, "tree");
}

#[test]
fn what_serde_writes_of_a_derived_type_it_reads() {
    for seed in 0..100 {
        let (times, mut address): (Times, Address) = Source::new(seed).take();
        // serde_json does not read all floats as they were.
        address.geo = None;
        let text = serde_json::to_string(&(&times, &address)).unwrap();
        assert_eq!(serde_json::from_str::<(Times, Address)>(&text).unwrap(), (times, address));
    }
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let mut value: Named = Source::new(9).take();
    value.address.secret = "the secret".to_owned();
    value.payment = Payment::Card(Card::new("the secret", 1));
    let shown = format!("{value:?}");
    assert!(
        shown.contains("secret: (redacted)") && shown.contains("number: (redacted)") && !shown.contains("the secret")
    );

    let counter = Counter::new("the secret", 1);
    assert!(!format!("{counter:?} {:?}", Counter::key("the secret", 1)).contains("the secret"));
    let mut item = dynaschema::to_item(&counter).unwrap();
    item.insert("note".to_owned(), number("1"));
    let error = dynaschema::from_item::<Counter>(item).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("the secret"), "{error:?}");
    let condition = Counter::ID.eq("the secret");
    assert!(!format!("{condition:?}").contains("the secret"));
    let client =
        aws_sdk_dynamodb::Client::from_conf(aws_sdk_dynamodb::Config::builder().behavior_version_latest().build());
    let table = CountersTable::table(&client);
    let key = || Counter::key("the secret", 1);
    let requests = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        table.get(key()),
        table.delete(key()),
        table.update(key()).set(Counter::NOTE, "the secret"),
        table.put(&counter),
        table.query(Counter::by_key("the secret")),
    );
    assert!(!requests.contains("the secret"), "{requests}");
}
