//! What is known of each declaration once it has been looked at alone.
//!
//! A part that was said wrongly has been reported and is not there. Where others could take its absence for a mistake
//! of their own, a flag says that not everything is known.

use super::derives::Asked;
use crate::model::{Billing, FileId, Form, IndexKind, KeyKind, Literal, Stamp, Type, Unknown};
use crate::source::Span;
use crate::yaml::Spanned;

pub(super) struct Table<'a> {
    pub(super) file: FileId,
    pub(super) name: &'a Spanned<String>,
    /// Whether Rust names can be made of its name.
    pub(super) named: bool,
    /// Whether it is the first, or the only, table of its name.
    pub(super) first: bool,
    /// What it is called in DynamoDB.
    pub(super) physical: Option<&'a Spanned<String>>,
    pub(super) doc: Option<&'a str>,
    /// Of a table that is declared twice nobody knows which is meant.
    pub(super) key: KeySchema<'a>,
    /// Where an item says which entity it is.
    pub(super) entity_attribute: EntityAttribute<'a>,
    pub(super) indexes: Vec<Index<'a>>,
    /// Whether these are all: if not, nobody may say that an index is missing.
    pub(super) all_indexes: bool,
    pub(super) billing: Option<Billing>,
    /// When its items expire; none too if that was said wrongly.
    pub(super) time_to_live: Option<TimeToLive<'a>>,
}

/// What is said of where an item says which entity it is.
#[derive(Clone, Copy)]
pub(super) enum EntityAttribute<'a> {
    Absent,
    /// Something that cannot be.
    Broken,
    Given(&'a Spanned<String>),
}

/// What is said of when the items of a table expire.
pub(super) struct TimeToLive<'a> {
    /// The physical name of the attribute that says so.
    pub(super) attribute: &'a str,
    /// Where that name stands.
    pub(super) place: Span,
    pub(super) hide_expired: bool,
}

pub(super) struct Index<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) named: bool,
    pub(super) physical: Option<&'a Spanned<String>>,
    /// Of a local index, the partition is the table's.
    pub(super) key: KeySchema<'a>,
    pub(super) kind: Option<IndexKind>,
    pub(super) projection: Option<Projection<'a>>,
}

/// Which attributes an index holds besides the keys.
pub(super) enum Projection<'a> {
    All,
    KeysOnly,
    /// These, each once, in the list that stands in this place.
    Include(Vec<&'a Spanned<String>>, Span),
}

#[derive(Default)]
pub(super) struct KeySchema<'a> {
    pub(super) partition: Vec<KeyAttribute<'a>>,
    pub(super) sort: Vec<KeyAttribute<'a>>,
    /// Whether these are all: if not, nobody can tell who has the whole key.
    pub(super) complete: bool,
}

#[derive(Clone)]
pub(super) struct KeyAttribute<'a> {
    pub(super) name: Spanned<&'a str>,
    pub(super) ty: DeclaredType,
}

/// What is said of a key attribute's type where the key is declared.
#[derive(Clone, Copy)]
pub(super) enum DeclaredType {
    /// Nothing: it follows from the attributes of entities.
    Absent,
    /// Something that cannot be.
    Broken,
    Given(KeyKind, Span),
}

pub(super) struct Entity<'a> {
    pub(super) file: FileId,
    pub(super) name: &'a Spanned<String>,
    pub(super) named: bool,
    pub(super) first: bool,
    pub(super) doc: Option<&'a str>,
    /// The position of its table; none if nobody knows which that is.
    pub(super) table: Option<usize>,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Whether all physical names of its attributes are known, and all templates of its keys.
    pub(super) complete: bool,
    /// What the table's entity attribute holds of it; none if that was said wrongly.
    pub(super) value: Option<Spanned<&'a str>>,
    /// The key attributes that it fills by templates, and not by an attribute of their name.
    pub(super) filled: Vec<Filled<'a>>,
    /// The fields that say whether an item is in an index.
    pub(super) members: Vec<Member<'a>>,
    pub(super) questions: Questions<'a>,
    pub(super) unknown: Unknown,
    pub(super) derives: Asked,
}

/// What an entity calls its questions on the indexes of its table. On the others, a question is called like its index.
#[derive(Default)]
pub(super) struct Questions<'a> {
    /// At most one for each index.
    pub(super) named: Vec<Question<'a>>,
    /// Whether these are all: if not, nobody knows what its questions on the other indexes are called.
    pub(super) complete: bool,
}

pub(super) struct Question<'a> {
    pub(super) name: &'a Spanned<String>,
    /// Whether Rust names can be made of its name.
    pub(super) named: bool,
    /// The position of the index in its table.
    pub(super) index: usize,
    /// Where it says by which field an item is in the index, the position of that in [`Entity::members`].
    pub(super) member: Option<usize>,
}

/// A field that says whether an item is in an index.
pub(super) struct Member<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) named: bool,
}

/// A key attribute that an entity fills by a template.
pub(super) struct Filled<'a> {
    pub(super) attribute: Spanned<&'a str>,
    pub(super) template: Template,
    /// Whether it is in the table's key.
    pub(super) is_of_table: bool,
    /// Whether it is in the sort key of what it is first in.
    pub(super) is_sort: bool,
    /// The half of which key it is first in: `by_customer_sort`.
    pub(super) role: String,
    /// The position in [`Entity::members`] of the field that says whether it is written.
    pub(super) member: Option<usize>,
}

/// How a key attribute is composed.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// As it is written.
    pub(super) text: String,
    pub(super) place: Span,
    pub(super) pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
pub(super) enum Piece {
    Literal(String),
    Part(Part),
}

/// An attribute in a template.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its position in [`Entity::attributes`].
    pub(super) attribute: usize,
    pub(super) form: Form,
    pub(super) place: Span,
}

pub(super) struct Attribute<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) named: bool,
    /// What it is called in DynamoDB.
    pub(super) physical: Option<Spanned<String>>,
    pub(super) doc: Option<&'a str>,
    pub(super) ty: Option<Spanned<Type>>,
    /// Where it says that it is optional.
    pub(super) optional: Option<Span>,
    /// Where it says that it is `NULL` when there is nothing.
    pub(super) null: Option<Span>,
    /// Whether its type contains itself by it.
    pub(super) boxed: bool,
    pub(super) default: Option<Spanned<Literal>>,
    pub(super) sensitive: bool,
    pub(super) stamp: Option<Spanned<Stamp>>,
    /// Whether it is said that it is, or is not, an attribute of its own beside a key that it is in.
    pub(super) said_stored: Option<Spanned<bool>>,
    /// Whether it is one.
    pub(super) stored: bool,
}

impl<'a> KeySchema<'a> {
    /// The partition's attributes, then those of the sort key.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &KeyAttribute<'a>> {
        self.partition.iter().chain(&self.sort)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes().any(|attribute| attribute.name.value == name)
    }
}

impl<'a> Table<'a> {
    /// The table's own key and those of its indexes.
    pub(super) fn keys(&self) -> impl Iterator<Item = &KeySchema<'a>> {
        std::iter::once(&self.key).chain(self.indexes.iter().map(|index| &index.key))
    }
}

impl<'a> Index<'a> {
    pub(super) fn is_global(&self) -> bool {
        matches!(self.kind, Some(IndexKind::Global { .. }))
    }

    pub(super) fn is_local(&self) -> bool {
        self.kind == Some(IndexKind::Local)
    }

    /// The attributes that it is said to hold besides the keys, and where that is said.
    pub(super) fn included(&self) -> Option<(&[&'a Spanned<String>], Span)> {
        match &self.projection {
            Some(Projection::Include(names, place)) => Some((names, *place)),
            Some(Projection::All | Projection::KeysOnly) | None => None,
        }
    }
}

impl<'a> Entity<'a> {
    /// The position of the attribute with this physical name.
    pub(super) fn position(&self, physical: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.stored && attribute.is_called(physical))
    }

    /// The template by which it fills a key attribute.
    pub(super) fn filled(&self, physical: &str) -> Option<&Filled<'a>> {
        self.filled.iter().find(|filled| filled.attribute.value == physical)
    }

    /// Whether its items have the attribute of this physical name.
    pub(super) fn has(&self, physical: &str) -> bool {
        self.position(physical).is_some() || self.filled(physical).is_some()
    }
}

impl Filled<'_> {
    /// Whether the key is there whenever this attribute has a value: neither a `member` nor another attribute can leave it
    /// out.
    pub(super) fn is_there_with(&self, attribute: usize, attributes: &[Attribute<'_>]) -> bool {
        let can_be_missing = |part: &Part| {
            part.attribute != attribute && attributes.get(part.attribute).is_some_and(|it| it.optional.is_some())
        };
        self.is_of_table || (self.member.is_none() && !self.template.parts().any(can_be_missing))
    }
}

impl Template {
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Part(part) => Some(part),
            Piece::Literal(_) => None,
        })
    }

    /// Where among its parts an attribute stands as it can be read: not in a format.
    pub(super) fn readable(&self, attribute: usize) -> Option<usize> {
        self.parts().position(|part| part.attribute == attribute && !matches!(part.form, Form::Formatted(_)))
    }

    /// The attribute, if it is nothing but one in its own form: it keeps its wire type.
    pub(super) fn bare(&self) -> Option<usize> {
        match self.pieces.as_slice() {
            [Piece::Part(Part { attribute, form: Form::Whole, .. })] => Some(*attribute),
            _ => None,
        }
    }
}

impl Attribute<'_> {
    pub(super) fn is_called(&self, physical: &str) -> bool {
        self.physical.as_ref().is_some_and(|name| name.as_str() == physical)
    }
}
