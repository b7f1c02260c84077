//! The crate `every_type` tests what the generator and the runtime make of every type, and the golden schema
//! `types_and_options` shows the text. What they hold is held against the table of types here: a type, or in
//! `every_type` a form of one, that is accepted and not there fails.

use std::fs;
use std::path::Path;

use serde_yaml::Value;

use super::built_in::SCALARS;
use crate::Builder;

/// A type with `{}` for the scalar, and an option.
const FORMS: [(&str, Option<(&str, &str)>); 12] = [
    ("{}", None),
    ("{}?", None),
    ("{}?", Some(("null", "true"))),
    ("{}", Some(("sensitive", "true"))),
    ("list<{}>", None),
    ("list<{}?>", None),
    ("map<{}>", None),
    ("map<{}?>", None),
    ("set<{}>", None),
    ("{}", Some(("as", "string"))),
    ("{}?", Some(("as", "string"))),
    ("{}", Some(("default", "…"))),
];

/// Among these, every type that can have a default finds one.
const DEFAULTS: [&str; 6] =
    ["1", "true", "AA==", "2024-02-29", "2024-02-29T00:00:00Z", "00000000-0000-0000-0000-000000000000"];

fn is_accepted(ty: &str, option: Option<(&str, &str)>) -> bool {
    let accepts = |options: &str| {
        let schema = format!(
            "tables: {{ Things: {{ key: {{ partition: id }} }} }}\nentities:\n  Thing:\n    table: Things\n    \
             attributes:\n      id: string\n      it: {{ type: \"{ty}\"{options} }}\n"
        );
        Builder::new().text("fixture.yaml", schema).generate().is_ok()
    };
    match option {
        None => accepts(""),
        Some(("default", _)) => DEFAULTS.iter().any(|default| accepts(&format!(", default: {default}"))),
        Some((key, value)) => accepts(&format!(", {key}: {value}")),
    }
}

/// A schema as another reader of YAML reads it, by its path from this crate.
fn schema(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    // serde_yaml has no integers of 128 bits.
    let text = fs::read_to_string(path).unwrap().replace(&"9".repeat(38), "9");
    serde_yaml::from_str(&text).unwrap()
}

/// The types of all attributes of what is declared, with their options.
fn attributes(schema: &Value, declared: &str, attributes: &str) -> Vec<(String, Value)> {
    let declared = schema[declared].as_mapping().unwrap().values();
    let attributes = declared.filter_map(|value| value.get(attributes)?.as_mapping()).flat_map(|map| map.values());
    attributes
        .map(|attribute| {
            let ty = attribute.as_str().or_else(|| attribute["type"].as_str());
            (ty.unwrap().to_owned(), attribute.clone())
        })
        .collect()
}

fn has(value: &Value, option: Option<(&str, &str)>) -> bool {
    match option {
        None => value.as_mapping().is_none_or(|options| options.keys().all(|key| key == "type" || key == "doc")),
        // To other readers of YAML, the key `null` is null.
        Some(("null", _)) => value.as_mapping().is_some_and(|options| options.contains_key(&Value::Null)),
        Some((key, _)) => value.as_mapping().is_some_and(|options| options.contains_key(key)),
    }
}

#[test]
fn the_fixture_has_every_form_of_every_type_that_is_accepted() {
    let there = attributes(&schema("../every_type/schema/every_type.yaml"), "entities", "attributes");
    let mut forms = 0;
    for (name, _) in &SCALARS {
        for (ty, option) in FORMS {
            let ty = ty.replace("{}", name);
            if is_accepted(&ty, option) {
                forms += 1;
                let found = there.iter().any(|(it, value)| *it == ty && has(value, option));
                assert!(found, "`every_type/schema/every_type.yaml` has no `{ty}` with {option:?}");
            }
        }
    }
    assert!(forms > 200, "{forms} forms of types are accepted");
}

#[test]
fn the_golden_schema_has_every_type() {
    let golden = schema("tests/golden/types_and_options/schema.yaml");
    let mut there = attributes(&golden, "entities", "attributes");
    there.extend(attributes(&golden, "types", "fields"));
    for (name, _) in &SCALARS {
        let found = there.iter().any(|(ty, _)| ty.trim_end_matches('?') == *name);
        assert!(found, "`codegen/tests/golden/types_and_options/schema.yaml` has no `{name}`");
    }
}
