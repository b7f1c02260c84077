//! The types that the schema declares.

use super::{Attribute, Derives, FileId, TimeFormat, Type, Unknown};

/// A type that the schema declares.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NamedType {
    pub(crate) file: FileId,
    /// The name in Rust: `Address`. Of the user's own type, the name in the schema.
    pub(crate) rust_name: String,
    pub(crate) doc: Option<String>,
    pub(crate) kind: NamedKind,
    pub(crate) derives: Derives,
}

/// What a declared type is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NamedKind {
    /// `fields`: a map in DynamoDB, a struct in Rust.
    Struct {
        /// The module of its markers, a valid identifier (raw where it must be): `address`.
        module: String,
        /// In the order of the text; without stamps.
        attributes: Vec<Attribute>,
        unknown: Unknown,
    },
    /// `values`: a text in DynamoDB, an enum in Rust.
    Enumeration {
        /// At least one, in the order of the text.
        values: Vec<EnumerationValue>,
        /// Whether there is one more variant, [`OTHER_VARIANT`], for texts that are none of these.
        other: bool,
        /// Whether the texts are in order and none is the beginning of another, without `other`.
        sorts: bool,
    },
    /// `variants`: a map in DynamoDB, an enum with data in Rust.
    Union {
        /// The attribute that says which variant it is.
        tag: String,
        /// The attribute that holds the variant's value. None if its attributes lie beside the tag: then all variants
        /// are structs.
        content: Option<String>,
        /// What is done with attributes beside tag and content; they cannot be kept.
        unknown: Unknown,
        /// At least one, in the order of the text.
        variants: Vec<Variant>,
    },
    /// `newtype`: a tuple struct of one field. Never of a list, a map, a set, a document, a version, a struct or a union.
    Newtype(Type),
    /// `rust`: the user's own type, written as another type.
    Own {
        /// A path in Rust: `crate::Money`.
        path: String,
        /// Its type in DynamoDB.
        stored: Type,
        /// Where the schema says so, to be shown by rustc: `shop.yaml:12`.
        place: String,
    },
    /// A time or a date with a `format`, under a name. The name becomes a marker type that knows the format.
    Format(TimeFormat),
}

/// The variant that holds a text that is none of an enumeration's values.
pub(crate) const OTHER_VARIANT: &str = "Other";

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumerationValue {
    /// The variant: `Quarter`.
    pub(crate) variant: String,
    /// The text in DynamoDB: `QUARTER`.
    pub(crate) text: String,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    /// The variant: `Card`.
    pub(crate) variant: String,
    /// What the tag holds: `card`.
    pub(crate) tag: String,
    pub(crate) ty: Type,
}
