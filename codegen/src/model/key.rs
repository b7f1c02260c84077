//! How the keys of tables and indexes are composed of an entity's attributes.

use super::{AttributeId, TimeFormat};

/// A key attribute that an entity fills, and that is not an attribute of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ComposedKey {
    /// The constant of its template in the entity's module: `BY_CUSTOMER_SORT`.
    pub(crate) constant: String,
    pub(crate) template: Template,
    /// The field that says whether it is written, as a place in [`Entity::members`](super::Entity::members).
    pub(crate) member: Option<usize>,
    /// Whether it is in the table's key.
    pub(crate) is_of_table: bool,
}

/// A field that says whether an item is in an index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) field: String,
    pub(crate) constant: String,
    pub(crate) marker: String,
}

/// The physical key attributes of a table or an index, each with the template that an entity fills it by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) partition: Vec<Template>,
    pub(crate) sort: Vec<Template>,
}

impl Key {
    /// All templates: the partition's, then the sort key's.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &Template> {
        self.partition.iter().chain(&self.sort)
    }

    /// All attributes that the key is composed of, each once, the partition's first.
    pub(crate) fn attributes(&self) -> Vec<AttributeId> {
        distinct(self.templates())
    }

    /// Those of the partition.
    pub(crate) fn partition_attributes(&self) -> Vec<AttributeId> {
        distinct(self.partition.iter())
    }
}

fn distinct<'t>(templates: impl Iterator<Item = &'t Template>) -> Vec<AttributeId> {
    let mut attributes = Vec::new();
    for part in templates.flat_map(Template::parts) {
        if !attributes.contains(&part.id) {
            attributes.push(part.id);
        }
    }
    attributes
}

/// How one physical key attribute is composed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Template {
    /// The key attribute's name in DynamoDB.
    pub(crate) name: String,
    /// As the schema writes it.
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    /// The place in [`Entity::keys`](super::Entity::keys); none of a key attribute that is an attribute of the entity.
    pub(crate) key: Option<usize>,
}

impl Template {
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Part(part) => Some(part),
            Piece::Literal(_) => None,
        })
    }

    /// The part, if it is nothing but an attribute in its own form: it keeps its wire type.
    pub(crate) fn bare(&self) -> Option<&Part> {
        match self.pieces.as_slice() {
            [Piece::Part(part @ Part { form: Form::Whole, .. })] => Some(part),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Literal(String),
    Part(Part),
}

/// An attribute in a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) id: AttributeId,
    pub(crate) form: Form,
    /// How many bytes it has; there where another part follows at once.
    pub(crate) width: Option<usize>,
    /// The marker type of its format, if it has one.
    pub(crate) format_marker: Option<String>,
}

/// How a value is written as a part of a key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// As it is as an attribute.
    Whole,
    /// With zeros before it, to so many digits.
    Padded(usize),
    /// In a format of times that the key has for itself: it is not read back.
    Formatted(TimeFormat),
}

/// Where the value of an attribute is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// In the attribute of its name.
    Attribute,
    /// In a key: the place in [`Entity::keys`](super::Entity::keys), and of the part in its template.
    Key { key: usize, part: usize },
}

/// Attributes that share keys, so that an update sets them together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Together {
    /// `set_status_and_region`
    pub(crate) function: String,
    pub(crate) attributes: Vec<AttributeId>,
    /// Places in [`Entity::members`](super::Entity::members).
    pub(crate) members: Vec<usize>,
    /// The keys that are written then: places in [`Entity::keys`](super::Entity::keys).
    pub(crate) keys: Vec<usize>,
}
