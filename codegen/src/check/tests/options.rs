//! What attribute options mean.

use super::{TYPES, accept, run};
use crate::check::built_in::{Container, SCALARS};
use crate::model::{Attribute, Element, Format, KeyKind, Literal, Schema, Stamp, TimeFormat, Type};

/// A schema with these attributes, and a declared type of each kind.
fn with(attributes: &[&str]) -> String {
    let attributes: String = attributes.iter().map(|line| format!("      {line}\n")).collect();
    format!(
        "
types:
  State: {{ values: [OPEN, CLOSED] }}
  Id: {{ newtype: u64 }}
  Text: {{ newtype: string }}
  Price: {{ type: u32, as: string }}
  Day: {{ type: date, format: '%Y%m%d' }}
  Place: {{ fields: {{ city: string }} }}
  Money: {{ rust: 'crate::Money', as: number }}
tables: {{ Table: {{ key: {{ partition: key }} }} }}
entities:
  Entity:
    table: Table
    attributes:
      key: string
{attributes}"
    )
}

fn attributes(lines: &[&str]) -> Vec<Attribute> {
    let Schema { mut entities, .. } = accept(&[("schema.yaml", &with(lines))]);
    entities.remove(0).attributes.split_off(1)
}

fn codes(lines: &[&str]) -> Vec<String> {
    let (_, findings) = run(&[("schema.yaml", &with(lines))]);
    findings.iter().map(|finding| finding[..6].to_owned()).collect()
}

#[test]
fn every_built_in_type_is_what_the_table_says_alone_and_in_every_container() {
    for (name, ty) in &SCALARS {
        let [alone] = attributes(&[&format!("a: {name}")]).try_into().expect("one attribute");
        assert_eq!((&alone.ty, alone.optional), (ty, false));
        if *ty == Type::Version {
            continue;
        }
        // A document can be null by itself.
        let (mark, can_be_none) = if *ty == Type::Json { ("", false) } else { ("?", true) };
        let lines = [
            format!("a: {{ type: {name}, optional: true }}"),
            format!("b: list<{name}{mark}>"),
            format!("c: map<{name}>"),
        ];
        let [optional, list, map] =
            attributes(&lines.each_ref().map(String::as_str)).try_into().expect("three attributes");
        assert_eq!((&optional.ty, optional.optional), (ty, true));
        assert_eq!(list.ty, Type::List(Box::new(Element { ty: ty.clone(), optional: can_be_none })));
        assert_eq!(map.ty, Type::Map(Box::new(Element { ty: ty.clone(), optional: false })));
    }
}

#[test]
fn sets_are_of_what_dynamodb_has_sets_of() {
    let refused = ["bool", "f32", "f64", "json", "version"];
    for (name, ty) in &SCALARS {
        let line = format!("a: set<{name}>");
        if refused.contains(name) {
            let expected = if *name == "version" { "DS0081" } else { "DS0040" };
            assert_eq!(codes(&[&line]), [expected], "{name}");
        } else {
            assert_eq!(attributes(&[&line])[0].ty, Type::Set(Box::new(ty.clone())));
        }
    }
    for name in ["State", "Id", "Text", "Price", "Day", "Money"] {
        assert_eq!(codes(&[&format!("a: set<{name}>")]), [""; 0], "{name}");
    }
    for container in Container::ALL {
        assert_eq!(codes(&[&format!("a: set<{}<u8>>", container.name())]), ["DS0040"]);
    }
}

#[test]
fn keys_are_of_what_dynamodb_has_keys_of() {
    let (text, number, binary) = (Some(KeyKind::String), Some(KeyKind::Number), Some(KeyKind::Binary));
    let kind_of_scalar = |name| match name {
        "string" | "uuid" | "timestamp" | "date" => text,
        "bytes" => binary,
        "bool" | "version" | "json" => None,
        _ => number,
    };
    let declared = [
        ("State", text),
        ("Id", number),
        ("Text", text),
        ("Price", text),
        ("Day", text),
        ("Money", number),
        ("Place", None),
        ("list<u8>", None),
        ("set<u8>", None),
    ];
    let scalars = SCALARS.iter().map(|(name, _)| (*name, kind_of_scalar(name)));
    for (name, expected) in scalars.chain(declared) {
        let as_attribute = with(&[]).replace("key: string", &format!("key: {name}"));
        let as_key = with(&[]).replace("partition: key", &format!("partition: {{ name: key, type: {name} }}"));
        for schema in [as_attribute.clone(), as_key.replace("key: string", &format!("key: {name}"))] {
            let (schema, findings) = run(&[("schema.yaml", &schema)]);
            assert_eq!(schema.map(|schema| schema.tables[0].key.partition[0].kind), expected, "{name}: {findings:?}");
            assert!(findings.iter().all(|finding| finding.starts_with("DS0054")), "{findings:?}");
        }
    }
}

#[test]
fn a_default_is_a_value_of_its_type() {
    let text = |text: &str| Literal::String(text.to_owned());
    let integer = |negative, magnitude| Literal::Integer { negative, magnitude };
    let cases = [
        ("string, default: no", text("no")),
        ("bytes, default: aGk=", Literal::Bytes(b"hi".to_vec())),
        ("bool, default: false", Literal::Bool(false)),
        ("i128, default: -99999999999999999999999999999999999999", integer(true, 10_u128.pow(38) - 1)),
        ("u128, default: 340282366920938463463374607431768211455, as: string", integer(false, u128::MAX)),
        ("f32, default: -0", Literal::Float(0.0)),
        ("f64, default: 1.5e-3", Literal::Float(0.0015)),
        ("number, default: 12.90", Literal::Number { negative: false, digits: 1290, scale: 2 }),
        ("number, as: string, default: -5", Literal::Number { negative: true, digits: 5, scale: 0 }),
        ("uuid, default: 00000000-0000-0000-0000-00000000000a", Literal::Uuid(10)),
        (
            "timestamp, default: '1970-01-02T00:00:00.250Z'",
            Literal::Timestamp { seconds: 86400, nanoseconds: 250_000_000 },
        ),
        ("epoch_seconds, default: '1969-12-31T23:59:59Z'", Literal::Timestamp { seconds: -1, nanoseconds: 0 }),
        (
            "epoch_millis, default: '1970-01-01T01:00:00.001+01:00'",
            Literal::Timestamp { seconds: 0, nanoseconds: 1_000_000 },
        ),
        ("date, default: 2024-02-29", Literal::Date { year: 2024, month: 2, day: 29 }),
        ("Day, default: 0000-01-01", Literal::Date { year: 0, month: 1, day: 1 }),
        (
            "list<string?>, default: [a, ~, 'null']",
            Literal::List(vec![
                Literal::Some(Box::new(text("a"))),
                Literal::None,
                Literal::Some(Box::new(text("null"))),
            ]),
        ),
        (
            "map<list<u8>>, default: { a: [1], b: [] }",
            Literal::Map(vec![
                ("a".to_owned(), Literal::List(vec![integer(false, 1)])),
                ("b".to_owned(), Literal::List(vec![])),
            ]),
        ),
        ("list<Place>, default: []", Literal::List(vec![])),
    ];
    for (line, expected) in cases {
        let [attribute] = attributes(&[&format!("a: {{ type: {line} }}")]).try_into().expect("one attribute");
        assert_eq!(attribute.default, Some(expected), "{line}");
    }
    let [state, id] = attributes(&["a: { type: State, default: CLOSED }", "b: { type: Id, default: 7 }"])
        .try_into()
        .expect("two attributes");
    assert!(matches!(state.default, Some(Literal::Value(_, 1))));
    assert!(matches!(id.default, Some(Literal::Newtype(_, inner)) if *inner == integer(false, 7)));
}

#[test]
fn a_default_is_held_as_it_is_written_or_refused() {
    for line in [
        "f32, default: 16777217",
        "f32, default: 3.14159265358979",
        "f64, default: 0.10000000000000001",
        "timestamp, default: 9999-12-31T00:00:00Z",
        "timestamp, default: 0000-01-01T00:00:00+01:00",
    ] {
        assert_eq!(codes(&[&format!("a: {{ type: {line} }}")]), ["DS0044"], "{line}");
    }
    for line in ["f32, default: 16777216.00", "f32, default: 0.1", "f64, default: 1e300, as: string"] {
        assert_eq!(codes(&[&format!("a: {{ type: {line} }}")]), [""; 0], "{line}");
    }
}

#[test]
fn a_default_of_a_key_has_a_length_that_a_key_may_have() {
    let schema = |ty: &str, default: &str| {
        with(&[&format!("a: {{ type: {ty}, default: {default} }}")])
            .replace("partition: key }", "partition: key }, indexes: { by_a: { global: by_a, partition: a } }")
            .replace("values: [OPEN, CLOSED]", "values: { open: OPEN, nothing: '' }")
    };
    for (ty, default) in [("string", "''"), ("bytes", "''"), ("Text", "''"), ("State", "''")] {
        let (_, findings) = run(&[("schema.yaml", &schema(ty, default))]);
        assert!(findings.len() == 1 && findings[0].starts_with("DS0046"), "{ty}: {findings:?}");
    }
    for (ty, default) in [("string", "a"), ("bytes", "aGk="), ("Text", "a"), ("State", "OPEN"), ("Id", "0")] {
        accept(&[("schema.yaml", &schema(ty, default))]);
    }
}

#[test]
fn options_are_in_the_model() {
    let lines = [
        "a: { type: timestamp, stamp: insert, sensitive: true, doc: When., name: A }",
        "b: { type: 'date?', null: true, format: '%d.%m.%Y' }",
        "c: { type: json, as: string }",
        "d: version",
    ];
    let [a, b, c, d] = attributes(&lines).try_into().expect("four attributes");
    assert_eq!(
        (a.stamp, a.sensitive, a.doc.as_deref(), a.name.as_str()),
        (Some(Stamp::Insert), true, Some("When."), "A")
    );
    let format = TimeFormat { text: "%d.%m.%Y".to_owned(), sorts: false };
    assert_eq!((b.ty, b.optional, b.null), (Type::Date(Format::OfAttribute(format)), true, true));
    assert_eq!((c.ty, c.null, c.sensitive, c.stamp), (Type::AsString(Box::new(Type::Json)), false, false, None));
    assert_eq!(d.ty, Type::Version);
}

#[test]
fn the_case_of_a_file_holds_unless_an_entity_or_a_type_says_otherwise() {
    let text = "
defaults: { case: pascal }
types:
  Plain: { fields: { days_old: u8 } }
  Own: { case: kebab, fields: { days_old: u8, a_b: { type: u8, name: x_y } } }
";
    let schema = accept(&[
        ("a.yaml", text),
        (
            "b.yaml",
            &text
                .replace(": Pascal", "")
                .replace("Plain", "Other")
                .replace("Own", "Third")
                .replace("defaults: { case: pascal }", ""),
        ),
    ]);
    let names: Vec<String> = schema
        .types
        .iter()
        .flat_map(|ty| match &ty.kind {
            crate::model::NamedKind::Struct { attributes, .. } => attributes.iter().map(|it| it.name.clone()).collect(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(names, ["DaysOld", "days-old", "x_y", "days_old", "days-old", "x_y"]);
}

#[test]
fn a_warning_that_is_allowed_in_one_file_is_reported_in_others() {
    let folder = |name: &str| format!("types: {{ {name}: {{ fields: {{ entries: list<{name}> }} }} }}");
    let allowed = format!("defaults: {{ allow: [DS0104] }}\n{}", folder("A"));
    let (schema, findings) = run(&[("a.yaml", &allowed), ("b.yaml", &folder("B"))]);
    assert!(schema.is_some());
    assert!(findings.len() == 1 && findings[0].contains("b.yaml"), "{findings:?}");
    accept(&[("types.yaml", TYPES)]);
}
