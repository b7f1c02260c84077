//! What holds for a whole file, unless an entity or a type says otherwise.

use serde::Deserialize;

use crate::yaml::{Field, List, Spanned};

/// `defaults` of a file.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ case: camel }`")]
pub(crate) struct Defaults {
    #[serde(default)]
    pub(crate) case: Field<Case>,
    #[serde(default)]
    pub(crate) unknown: Field<Unknown>,
    #[serde(default)]
    pub(crate) key_parts: Field<KeyParts>,
    #[serde(default)]
    pub(crate) derives: Field<List<Spanned<String>>>,
    #[serde(default)]
    pub(crate) allow: Field<List<Spanned<String>>>,
}

/// How attributes without a `name` are called in DynamoDB.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Case {
    /// As in the schema.
    #[default]
    Snake,
    Camel,
    Pascal,
    Kebab,
}

/// What is done with attributes that the schema does not name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unknown {
    #[default]
    Ignore,
    Keep,
    Deny,
}

/// Whether parts of keys are attributes of their own as well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyParts {
    #[default]
    Stored,
    InKey,
}
