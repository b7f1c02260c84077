//! Entities, in Rust's terms, and what struct types share with them.

use super::{AttributeId, ComposedKey, FileId, Home, Key, Literal, Member, Question, TableId, Together, Type};

/// A kind of item, in Rust's terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entity {
    pub(crate) file: FileId,
    /// The struct: `Link`.
    pub(crate) rust_name: String,
    /// The module of its markers, a valid identifier (raw where it must be): `link`.
    pub(crate) module: String,
    /// The struct that holds its table key: `LinkKey`.
    pub(crate) key_struct: String,
    pub(crate) doc: Option<String>,
    pub(crate) table: TableId,
    /// In the order of the text.
    pub(crate) attributes: Vec<Attribute>,
    /// What the table's entity attribute holds, if it has one.
    pub(crate) value: Option<String>,
    /// How the table's own key is composed of the attributes.
    pub(crate) key: Key,
    /// The key attributes of the table and of its indexes that are composed, the table's first.
    pub(crate) keys: Vec<ComposedKey>,
    /// The fields that say whether an item is in an index.
    pub(crate) members: Vec<Member>,
    /// Attributes that share keys.
    pub(crate) together: Vec<Together>,
    /// What can be asked of the indexes that this entity is in, in the table's order.
    pub(crate) questions: Vec<Question>,
    /// What is done with attributes that the schema does not name.
    pub(crate) unknown: Unknown,
    pub(crate) derives: Derives,
}

impl Entity {
    pub(crate) fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.0]
    }

    /// Its attributes with their places.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (AttributeId, &Attribute)> {
        self.attributes.iter().enumerate().map(|(position, attribute)| (AttributeId(position), attribute))
    }
}

/// An attribute of an entity, or of a struct type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribute {
    /// The struct's field, a valid identifier (raw where it must be): `days_old`.
    pub(crate) field: String,
    /// The associated constant: `DAYS_OLD`.
    pub(crate) constant: String,
    /// The marker type in the entity's module: `DaysOld`.
    pub(crate) marker: String,
    /// The name in DynamoDB.
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) ty: Type,
    /// `T?`: absent when `None`.
    pub(crate) optional: bool,
    /// `null: true`, only with `optional`: `NULL` when `None`.
    pub(crate) null: bool,
    /// Whether the field holds it in a `Box`, because the type contains itself; only with `optional`.
    pub(crate) boxed: bool,
    /// What an item without this attribute has; never together with `optional` or a set.
    pub(crate) default: Option<Literal>,
    /// Whether its value is kept out of `Debug`, errors and traces.
    pub(crate) sensitive: bool,
    /// When it is set to the current time; only for times and dates.
    pub(crate) stamp: Option<Stamp>,
    /// Where its value is read.
    pub(crate) home: Home,
}

impl Attribute {
    /// Whether it is an attribute of its own in DynamoDB.
    pub(crate) fn is_stored(&self) -> bool {
        self.home == Home::Attribute
    }
}

/// Which writes set an attribute to the current time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// The one that creates the item.
    Insert,
    /// All.
    Write,
}

/// What is done with attributes that the schema does not name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Unknown {
    #[default]
    Ignore,
    /// The struct has a field for them: [`UNKNOWN_FIELD`].
    Keep,
    Deny,
}

/// The field that holds the attributes that the schema does not name.
pub(crate) const UNKNOWN_FIELD: &str = "unknown";

/// What a generated type implements besides `Debug`, `Clone` and `PartialEq`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Derives {
    pub(crate) copy: bool,
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    /// `PartialOrd`.
    pub(crate) partial_ord: bool,
    /// `Ord`; `partial_ord` and `eq` hold too then.
    pub(crate) ord: bool,
    /// A `Default` that knows the schema's defaults.
    pub(crate) default: bool,
    /// Paths of other derive macros, as Rust: `::serde::Serialize`.
    pub(crate) others: Vec<String>,
}
