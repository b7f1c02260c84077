//! Attributes of entities and of struct types.

use serde::Deserialize;

use super::{DefaultValue, Short, Shorthand};
use crate::yaml::Field;

/// A type; in its full form with more about the attribute.
pub(crate) type Attribute = Short<FullAttribute>;

/// See [`Attribute`].
#[derive(Debug, Deserialize)]
pub(crate) struct FullAttribute {
    #[serde(default, rename = "type")]
    pub(crate) ty: Field<String>,
    #[serde(default)]
    pub(crate) name: Field<String>,
    #[serde(default)]
    pub(crate) doc: Field<String>,
    #[serde(default)]
    pub(crate) optional: Field<bool>,
    #[serde(default)]
    pub(crate) null: Field<bool>,
    #[serde(default)]
    pub(crate) default: Field<DefaultValue>,
    #[serde(default, rename = "as")]
    pub(crate) stored_as: Field<String>,
    #[serde(default)]
    pub(crate) format: Field<String>,
    #[serde(default)]
    pub(crate) sensitive: Field<bool>,
    #[serde(default)]
    pub(crate) stamp: Field<Stamp>,
    /// Whether a part of a key is an attribute of its own as well.
    #[serde(default)]
    pub(crate) stored: Field<bool>,
}

impl Shorthand for FullAttribute {
    const EXPECTED: &str = "a type, or a map with `type`";
}

/// Which writes set an attribute to the current time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stamp {
    Insert,
    Write,
}
