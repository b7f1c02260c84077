//! A small language, and what becomes of texts in it.

mod aliases;
mod errors;
mod properties;
mod values;

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::diagnostics::{Diagnostics, Sink};
use crate::source::Sources;

use super::{FORMS, Field, Language, List, Map, Spanned, read, section};

/// One of everything that a schema language is made of.
#[derive(Debug, Deserialize, PartialEq)]
struct Shop {
    #[serde(default, deserialize_with = "section")]
    tables: Field<Map<Table>>,
    #[serde(default)]
    entities: Field<Map<Entity>>,
}

impl Language for Shop {
    fn planned(name: &str) -> &'static [&'static str] {
        if name == "Table" { &["ttl"] } else { &[] }
    }
}

#[derive(Debug, Deserialize, PartialEq)]
struct Table {
    #[serde(default)]
    doc: Field<String>,
    #[serde(default)]
    key: Field<Key>,
    #[serde(default)]
    read: Field<u8>,
    #[serde(default)]
    write: Field<i64>,
    #[serde(default)]
    protected: Field<bool>,
    #[serde(default)]
    tags: Field<List<Spanned<String>>>,
    #[serde(default)]
    class: Field<Class>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Key {
    partition: Spanned<String>,
    #[serde(default)]
    sort: Field<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Class {
    Standard,
    InfrequentAccess,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Entity {
    #[serde(default)]
    attributes: Field<Map<Attribute>>,
}

/// A text or a map.
#[derive(Debug, PartialEq)]
enum Attribute {
    Short(String),
    Full(FullAttribute),
}

#[derive(Debug, Deserialize, PartialEq)]
struct FullAttribute {
    #[serde(default, rename = "type")]
    ty: Field<String>,
    #[serde(default)]
    optional: Field<bool>,
}

impl<'de> Deserialize<'de> for Attribute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FORMS, AttributeVisitor)
    }
}

struct AttributeVisitor;

impl<'de> Visitor<'de> for AttributeVisitor {
    type Value = Attribute;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a type, or a map with `type`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Attribute, E> {
        Ok(Attribute::Short(text.to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Attribute, D::Error> {
        FullAttribute::deserialize(deserializer).map(Attribute::Full)
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, access: A) -> Result<Attribute, A::Error> {
        self.visit_some(serde::de::value::MapAccessDeserializer::new(access))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Attribute, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// What is read, and what is reported.
fn outcome(text: &str) -> (Option<Shop>, Diagnostics) {
    let mut sources = Sources::default();
    let id = sources.push("shop.yaml", text);
    let mut sink = Sink::default();
    let shop = read(&sources, id, &mut sink);
    (shop, sink.into_diagnostics(&sources))
}

/// What is read from a text that there is nothing to say about.
fn accepted(text: &str) -> Shop {
    let (shop, diagnostics) = outcome(text);
    assert!(diagnostics.is_empty(), "{}", diagnostics.plain());
    shop.expect("a shop")
}

/// What is reported, line by line, without the file's name.
fn reported(text: &str) -> Vec<String> {
    let (_, diagnostics) = outcome(text);
    diagnostics.iter().map(|finding| finding.line().replace("shop.yaml:", "")).collect()
}

/// The only table of a text.
fn table(text: &str) -> Table {
    let Field::Given(tables) = accepted(text).tables else { panic!("no tables") };
    tables.value.entries.into_iter().next().and_then(|(_, table)| table).expect("a table")
}
