//! Templates of keys: texts with the names of attributes in braces.

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected};

use super::{OneOrMany, Shorthand};

/// A template, such as `u#{user}`, or one for each attribute of a half of a key.
pub(crate) type Templates = OneOrMany<TextOnly>;

/// The full form that a template does not have: in YAML, `{user}` without quotes is a map.
#[derive(Debug)]
pub(crate) enum TextOnly {}

impl Shorthand for TextOnly {
    const EXPECTED: &str = "a template, such as `\"u#{user}\"`";
}

impl<'de> Deserialize<'de> for TextOnly {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::invalid_type(Unexpected::Map, &Self::EXPECTED))
    }
}
