//! Templates of keys: texts with the names of attributes in braces.

use std::fmt;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use crate::yaml::{FORMS, List, Spanned};

/// How one attribute of a key is composed: `u#{user}`.
#[derive(Debug)]
pub(crate) struct Template(pub(crate) String);

/// One, or one for each attribute of a half of a key.
#[derive(Debug)]
pub(crate) enum Templates {
    One(Template),
    Many(List<Spanned<Template>>),
}

const EXPECTED: &str = "a template, such as `\"u#{user}\"`";

/// In YAML, `{user}` without quotes is a map.
fn unquoted<E: Error>() -> E {
    E::custom("put quotes around the template: in YAML, `{` begins a map")
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FORMS, TemplateVisitor)
    }
}

struct TemplateVisitor;

impl<'de> Visitor<'de> for TemplateVisitor {
    type Value = Template;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Template(text.to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, _: D) -> Result<Self::Value, D::Error> {
        Err(unquoted())
    }
}

impl<'de> Deserialize<'de> for Templates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FORMS, TemplatesVisitor)
    }
}

struct TemplatesVisitor;

impl<'de> Visitor<'de> for TemplatesVisitor {
    type Value = Templates;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{EXPECTED}, or a list of them")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Templates::One(Template(text.to_owned())))
    }

    fn visit_some<D: Deserializer<'de>>(self, _: D) -> Result<Self::Value, D::Error> {
        Err(unquoted())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(access)).map(Templates::Many)
    }
}
