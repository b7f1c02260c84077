//! Attributes of keys.

use serde::Deserialize;

use super::{Short, Shorthand};
use crate::yaml::Field;

/// A physical attribute name; in its full form also its type, for a key with no entity behind it.
pub(crate) type KeyAttribute = Short<TypedKeyAttribute>;

/// See [`KeyAttribute`].
#[derive(Debug, Deserialize)]
pub(crate) struct TypedKeyAttribute {
    #[serde(default)]
    pub(crate) name: Field<String>,
    #[serde(default, rename = "type")]
    pub(crate) ty: Field<String>,
}

impl Shorthand for TypedKeyAttribute {
    const EXPECTED: &str = "an attribute's name, or a map with `name` and `type`";
}
