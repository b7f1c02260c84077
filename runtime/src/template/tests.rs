//! What templates compose and take apart, and what they refuse.

use aws_sdk_dynamodb::types::AttributeValue;
use proptest::prelude::*;

use super::*;
use crate::codec::{AsString, Encoded, Item, Mismatch, Sensitive};
use crate::error::Refused;

static LITERAL: Template = Template::new("SK", "metadata", &[Piece::literal("metadata")]);
static ORDER: Template =
    Template::new("PK", "o#{order_id}", &[Piece::literal("o#"), Piece::part::<String>("order_id")]);
static TWO: Template = Template::new(
    "PK",
    "{region}#{id}",
    &[Piece::part::<String>("region"), Piece::literal("#"), Piece::part::<String>("id")],
);
static TYPED: Template =
    Template::new("SK", "{n}#{rest}", &[Piece::part::<u32>("n"), Piece::literal("#"), Piece::part::<String>("rest")]);
static TEXT_THEN_NUMBER: Template = Template::new(
    "SK",
    "{text}#{n}#{rest}",
    &[
        Piece::part::<String>("text"),
        Piece::literal("#"),
        Piece::part::<u32>("n"),
        Piece::literal("#"),
        Piece::part::<String>("rest"),
    ],
);
static FOLLOWER: Template = Template::new(
    "PK",
    "u#{user}#follower",
    &[Piece::literal("u#"), Piece::part::<String>("user"), Piece::literal("#follower")],
);
static WIDE: Template =
    Template::new("SK", "{a:03}{b}", &[Piece::part::<Padded<u32, 3>>("a").width(3), Piece::part::<String>("b")]);
static BARE: Template = Template::new("SK", "{n}", &[Piece::part::<u32>("n")]);
static DOUBLE: Template =
    Template::new("SK", "{a}##{b}", &[Piece::part::<String>("a"), Piece::literal("##"), Piece::part::<String>("b")]);

fn compose(template: &'static Template, texts: &[&str]) -> Encoded<Option<String>> {
    let parts = texts.iter().try_fold(Parts::new(template), |parts, text| parts.part::<String>(&(*text).to_owned()));
    parts?.compose()
}

fn refused(template: &'static Template, texts: &[&str]) -> Refused {
    compose(template, texts).unwrap_err()
}

/// The texts of the parts in a key, if the key is one of the template's.
fn parse<'t>(template: &Template, key: &'t str) -> Option<Vec<&'t str>> {
    let (texts, is_whole) = template.parse_far(key);
    is_whole.then_some(texts)
}

#[test]
fn a_part_takes_the_shortest_text_that_its_type_accepts_and_the_last_the_rest() {
    assert_eq!(parse(&LITERAL, "metadata"), Some(vec![]));
    assert_eq!(parse(&LITERAL, "metadata2"), None);
    assert_eq!(parse(&ORDER, "o#1#2"), Some(vec!["1#2"]));
    assert_eq!(parse(&ORDER, "c#1"), None);
    assert_eq!(parse(&ORDER, "o#"), Some(vec![""]));
    assert_eq!(parse(&TWO, "eu#1#2"), Some(vec!["eu", "1#2"]));
    assert_eq!(parse(&TWO, "eu"), None);
    assert_eq!(parse(&TYPED, "12#x"), Some(vec!["12", "x"]));
    assert_eq!(parse(&TYPED, "012#x"), None);
    assert_eq!(parse(&TYPED, "x#12"), None);
    assert_eq!(parse(&TEXT_THEN_NUMBER, "a#1#2#b"), Some(vec!["a", "1", "2#b"]));
    assert_eq!(parse(&TEXT_THEN_NUMBER, "a#b#1#c"), None, "no part gives back what it took");
    assert_eq!(parse(&FOLLOWER, "u#x#follower#follower"), Some(vec!["x#follower"]));
    assert_eq!(parse(&FOLLOWER, "u#x"), None);
    assert_eq!(parse(&WIDE, "0075"), Some(vec!["007", "5"]));
    assert_eq!(parse(&WIDE, "7é"), None);
    assert_eq!(parse(&DOUBLE, "a###b"), Some(vec!["a", "#b"]), "an occurrence may overlap another");
}

#[test]
fn a_text_that_would_be_taken_apart_otherwise_is_refused_by_its_parts_name() {
    assert_eq!(compose(&TWO, &["eu", "1#2"]).unwrap().as_deref(), Some("eu#1#2"));
    let separator = refused(&TWO, &["e#u", "1"]);
    assert_eq!(separator.attribute, "region");
    let reason = "its text holds what separates it from the next part in key `PK` (`{region}#{id}`)";
    assert_eq!(separator.reason, reason);
    assert_eq!(refused(&DOUBLE, &["a#", "b"]).attribute, "a", "together they give `a###b`");
    assert!(compose(&DOUBLE, &["a", "#b"]).is_ok());
    let width = refused(&WIDE, &["07", "x"]);
    assert_eq!(
        (&*width.attribute, &*width.reason),
        ("a", "its text has 2 bytes where 3 are wanted in key `SK` (`{a:03}{b}`)")
    );
    assert_eq!(
        refused(&TYPED, &["7.0", "x"]).reason,
        "its text would not be read as the same value in key `SK` (`{n}#{rest}`)"
    );
    assert_eq!(refused(&TWO, &["eu"]).reason, "it is missing in key `PK` (`{region}#{id}`)");
    assert_eq!(refused(&TWO, &["eu", "1", "2"]).attribute, "PK");
    assert_eq!(refused(&ORDER, &["a\u{10FFFF}b"]).attribute, "order_id");
}

#[test]
fn a_key_is_left_out_where_a_part_is_missing_or_the_item_is_no_member() {
    let none = |parts: Encoded<Parts>| assert_eq!(parts.unwrap().compose().unwrap(), None);
    none(Parts::new(&TWO).part::<String>(None).and_then(|parts| parts.part::<String>(&"x".to_owned())));
    none(Parts::new(&TWO).part::<String>(&None::<String>));
    none(Parts::new(&ORDER).member(false).part::<String>(&"\u{10FFFF}".to_owned()));
    let there = Parts::new(&ORDER).member(true).part::<String>(&Some("1".to_owned())).unwrap();
    assert_eq!(there.compose().unwrap().as_deref(), Some("o#1"));
}

#[test]
fn values_are_in_keys_as_text_and_as_digits_and_as_nothing_else() {
    assert_eq!(text_of::<i64>(&-5).unwrap(), "-5");
    assert_eq!(text_of::<AsString<u8>>(&5).unwrap(), "5");
    assert_eq!(text_of::<String>(&"x".to_owned()).unwrap(), "x");
    assert!(text_of::<bool>(&true).is_err());
    assert!(text_of::<Vec<u8>>(&vec![1]).is_err());
    for (text, is_accepted) in [("0", true), ("-0", false), ("+1", false), ("01", false), ("1", true), ("300", false)] {
        assert_eq!(accepts::<u8>(text), is_accepted, "{text}");
    }
    assert!(!accepts::<Vec<u8>>("1"));
    assert!(accepts::<String>(""));
}

#[test]
fn an_integer_has_exactly_its_width() {
    type Three = Padded<u32, 3>;
    assert_eq!(text_of::<Three>(&7).unwrap(), "007");
    assert_eq!(text_of::<Three>(&0).unwrap(), "000");
    assert_eq!(text_of::<Three>(&1000).unwrap_err().reason, "it has 4 digits, and there is room for 3");
    assert!(text_of::<Padded<i32, 3>>(&-7).is_err());
    assert!(text_of::<Padded<f64, 3>>(&1.5).is_err());
    assert_eq!(text_of::<Padded<AsString<u32>, 3>>(&7).unwrap(), "007");
    for (text, value) in [("007", Some(7)), ("000", Some(0)), ("7", None), ("0007", None), ("+07", None), ("07é", None)]
    {
        assert_eq!(read_text_as::<Three>(text).ok(), value, "{text}");
    }
    assert!(!accepts::<Padded<u8, 3>>("256"));
    let redacted = read_text_as::<Padded<Sensitive<u32>, 3>>("x1").unwrap_err();
    assert_eq!(redacted.found, "S (redacted)");
}

#[test]
fn a_bare_template_matches_numbers_and_binaries_too() {
    let n = AttributeValue::N("x".to_owned());
    assert!(BARE.matches(&n));
    assert!(!ORDER.matches(&n));
    assert!(BARE.matches(&AttributeValue::S("1".to_owned())));
    assert!(!BARE.matches(&AttributeValue::S("x".to_owned())));
    assert!(!BARE.matches(&AttributeValue::Bool(true)));
    assert_eq!([LITERAL.literal_len(), TWO.literal_len(), FOLLOWER.literal_len()], [8, 1, 11]);
}

/// Which has one key of the table and two of an index.
struct Thing {
    order: String,
    region: Option<String>,
    number: Option<u32>,
}

impl Composed for Thing {
    fn keys(&self, keys: &mut Keys<'_>) -> Encoded<()> {
        keys.composed(&ORDER, |parts| parts.part::<String>(&self.order))?;
        keys.composed(&TYPED, |parts| parts.part::<u32>(&self.number)?.part::<String>(&self.region))?;
        keys.plain::<u32>("N", &self.number)
    }
}

struct Members(Item);

impl crate::codec::MembersTarget for Members {
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()> {
        self.0.insert(name.to_owned(), crate::codec::attribute_value::<E>(value)?);
        Ok(())
    }
}

fn thing(region: Option<&str>) -> Thing {
    Thing {
        order: "1".to_owned(),
        region: region.map(str::to_owned),
        number: Some(7),
    }
}

#[test]
fn keys_are_written_beside_the_other_members() {
    let mut members = Members(Item::new());
    write_keys(&thing(None), &mut members).unwrap();
    write_entity("EntityType", "thing", &mut members).unwrap();
    let expected = [
        ("PK", AttributeValue::S("o#1".to_owned())),
        ("N", AttributeValue::N("7".to_owned())),
        ("EntityType", AttributeValue::S("thing".to_owned())),
    ];
    assert_eq!(members.0, Item::from(expected.map(|(name, value)| (name.to_owned(), value))));
}

#[test]
fn a_key_that_was_read_is_taken_apart() {
    let pk = key(&ORDER, Some("o#é".to_owned())).unwrap();
    assert_eq!(pk.required::<String>(0).unwrap(), "é");
    let sk = index_key(&TYPED, Some("7#x#y".to_owned())).unwrap();
    assert_eq!((sk.part::<u32>(0).unwrap(), sk.part::<String>(1).unwrap()), (Some(7), Some("x#y".to_owned())));
    let none = index_key(&TYPED, None).unwrap();
    assert!(!none.is_some() && none.part::<u32>(0).unwrap().is_none());
    let mismatch = |found: Decoded<Taken>| found.unwrap_err();
    let of = |expected, found: &str, attribute| Mismatch::new(expected, found).of(attribute);
    assert_eq!(mismatch(key(&ORDER, None)), of("o#{order_id}", "nothing", "PK"));
    assert_eq!(mismatch(key(&ORDER, Some("x".to_owned()))), of("o#{order_id}", "S \"x\"", "PK"));
    assert_eq!(none.required::<u32>(0).unwrap_err(), of("{n}#{rest}", "nothing", "SK"));
}

type Decoded<T> = crate::codec::Decoded<T>;

#[test]
fn keys_that_were_found_agree_with_the_item() {
    let check = |region, sk: Option<&str>, number: Option<&str>| {
        let sk = index_key(&TYPED, sk.map(str::to_owned)).unwrap();
        let number = number.map(|number| AttributeValue::N(number.to_owned()));
        Agreement::new().composed(&sk).plain("N", number).check(&thing(region)).map_err(|mismatch| mismatch.attribute)
    };
    assert_eq!(check(Some("x"), Some("7#x"), Some("7.0")), Ok(()));
    assert_eq!(check(Some("x"), None, None), Ok(()), "it is not in the index yet");
    assert_eq!(check(Some("x"), Some("7#y"), None), Err("SK".to_owned()));
    assert_eq!(check(None, Some("7#y"), None), Err("SK".to_owned()));
    assert_eq!(check(None, None, Some("8")), Err("N".to_owned()));
    assert_eq!(member(&["A", "B"], &[true, true]), Ok(true));
    assert_eq!(member(&["A", "B"], &[false, false]), Ok(false));
    assert_eq!(member(&["A", "B"], &[true, false]).unwrap_err().attribute, "B");
}

#[test]
fn a_key_with_a_sensitive_part_is_not_shown() {
    static SECRET: Template = Template::new(
        "SK",
        "{n}#{secret}",
        &[Piece::part::<u32>("n"), Piece::literal("#"), Piece::part::<Sensitive<String>>("secret")],
    );
    let found = index_key(&SECRET, Some("x#hidden".to_owned())).unwrap_err().found;
    assert_eq!(found, "S (redacted)");
    struct Other;
    impl Composed for Other {
        fn keys(&self, keys: &mut Keys<'_>) -> Encoded<()> {
            keys.plain::<Sensitive<u32>>("N", &5)?;
            keys.composed(&SECRET, |parts| parts.part::<u32>(&1)?.part::<Sensitive<String>>(&"s".to_owned()))
        }
    }
    let sk = index_key(&SECRET, Some("1#hidden".to_owned())).unwrap();
    assert_eq!(Agreement::new().composed(&sk).check(&Other).unwrap_err().found, "S (redacted)");
    let number = Some(AttributeValue::N("6".to_owned()));
    assert_eq!(Agreement::new().plain("N", number).check(&Other).unwrap_err().found, "N (redacted)");
}

/// Texts that hold separators often.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop::sample::select(vec!["#", "a", "1", "é", "0", "\u{0}"]), 0..5)
        .prop_map(|texts| texts.concat())
}

proptest! {
    #[test]
    fn what_is_composed_is_taken_apart_into_the_same_texts(texts in proptest::collection::vec(text(), 3)) {
        for template in [&ORDER, &TWO, &TYPED, &TEXT_THEN_NUMBER, &FOLLOWER, &WIDE, &DOUBLE] {
            let texts: Vec<&str> = texts.iter().take(template.parts().count()).map(String::as_str).collect();
            if let Ok(Some(key)) = compose(template, &texts) {
                prop_assert_eq!(parse(template, &key), Some(texts), "{:?}", template);
            }
        }
    }

    #[test]
    fn what_is_taken_apart_composes_the_same_key(key in "(o#|u#|1#)?[a1#é]{0,6}(#follower)?") {
        for template in [&ORDER, &TWO, &TYPED, &TEXT_THEN_NUMBER, &FOLLOWER, &WIDE, &DOUBLE] {
            if let Some(texts) = parse(template, &key) {
                prop_assert_eq!(compose(template, &texts), Ok(Some(key.clone())), "{:?}", template);
            }
        }
    }
}
