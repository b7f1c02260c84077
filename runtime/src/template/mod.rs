//! Composed keys: templates of literals and parts, what they compose, and what they take apart.

mod derived;
mod keys;
mod padded;
mod parts;
mod taken;
mod text;

pub use derived::Derived;
pub(crate) use keys::Sink;
pub use keys::{Composed, Keys, with_keys, write_entity, write_keys};
pub use padded::Padded;
pub use parts::Parts;
pub(crate) use parts::part_text;
pub use taken::{Agreement, Taken, index_key, is_told, key, member, told};
pub(crate) use text::{accepts, read_text_as, text_of};

use std::ops::Range;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::Encoding;

/// The last of all characters. It stands in no part, so that it can end ranges of keys.
pub(crate) const LAST: char = char::MAX;

/// What a key attribute is composed of: `o#{order_id}`. Made by generated code.
#[derive(Debug)]
pub struct Template {
    /// The attribute's name in DynamoDB.
    pub(crate) name: &'static str,
    /// As the schema says it, for errors.
    pub(crate) text: &'static str,
    pub(crate) pieces: &'static [Piece],
}

/// A literal or a part of a [`Template`]. Made by generated code.
#[derive(Debug, Clone, Copy)]
pub struct Piece(pub(crate) PieceKind);

#[derive(Debug, Clone, Copy)]
pub(crate) enum PieceKind {
    Literal(&'static str),
    Part(Part),
}

/// A part of a template, without its type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// The attribute's name in the schema.
    pub(crate) name: &'static str,
    /// Whether its type reads this text, and writes what it read as the same text.
    pub(crate) accepts: fn(&str) -> bool,
    /// So many bytes it has, where the next part follows directly.
    pub(crate) width: Option<usize>,
    pub(crate) is_sensitive: bool,
}

impl Piece {
    /// Text that stands in every key.
    #[must_use]
    pub const fn literal(text: &'static str) -> Self {
        Self(PieceKind::Literal(text))
    }

    /// The text of an attribute, by its name in the schema.
    #[must_use]
    pub const fn part<E: Encoding>(name: &'static str) -> Self {
        Self(PieceKind::Part(Part {
            name,
            accepts: accepts::<E>,
            width: None,
            is_sensitive: E::IS_SENSITIVE,
        }))
    }

    /// The same part, with texts of so many bytes: where another part follows directly.
    #[must_use]
    pub const fn width(self, bytes: usize) -> Self {
        match self.0 {
            PieceKind::Part(part) => Self(PieceKind::Part(Part { width: Some(bytes), ..part })),
            PieceKind::Literal(_) => self,
        }
    }
}

impl Template {
    /// A template of these pieces for an attribute; `text` is how the schema says it.
    #[must_use]
    pub const fn new(name: &'static str, text: &'static str, pieces: &'static [Piece]) -> Self {
        Self { name, text, pieces }
    }

    /// How many bytes of its keys are literal.
    pub(crate) fn literal_len(&self) -> usize {
        self.pieces.iter().filter_map(Piece::as_literal).map(str::len).sum()
    }

    /// Its parts, in order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &'static Part> + use<> {
        self.pieces.iter().filter_map(Piece::as_part)
    }

    /// Whether it is one part and nothing else: the attribute keeps its wire type.
    pub(crate) fn is_bare(&self) -> bool {
        matches!(self.pieces, [Piece(PieceKind::Part(_))])
    }

    /// Whether errors must not show its keys.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.parts().any(|part| part.is_sensitive)
    }

    /// The texts of its parts as far as a key is one of this template's, and whether that is to the end.
    fn parse_far<'t>(&self, key: &'t str) -> (Vec<&'t str>, bool) {
        let mut texts = Vec::new();
        let is_whole = self.find_parts(key, |range| texts.extend(key.get(range)));
        (texts, is_whole)
    }

    /// Tells where each part is, as far as a key is one of this template's, and says whether that is to the end.
    pub(crate) fn find_parts(&self, key: &str, mut found: impl FnMut(Range<usize>)) -> bool {
        let mut rest = key;
        for (position, piece) in self.pieces.iter().enumerate() {
            let behind = match piece.0 {
                PieceKind::Literal(literal) => rest.strip_prefix(literal),
                PieceKind::Part(_) => self.take(position, rest).map(|text| {
                    let start = key.len() - rest.len();
                    found(start..start + text.len());
                    rest.get(text.len()..).unwrap_or_default()
                }),
            };
            match behind {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        rest.is_empty()
    }

    /// Whether a key attribute's value could be one of this template's.
    pub(crate) fn matches(&self, value: &AttributeValue) -> bool {
        match value {
            AttributeValue::S(key) => self.find_parts(key, |_| ()),
            AttributeValue::N(_) | AttributeValue::B(_) => self.is_bare(),
            _ => false,
        }
    }

    /// What the part that is the piece at this position takes of what is left of a key: the shortest text up to the next
    /// literal that its type accepts, its width where a part follows directly, and everything if it is the last.
    pub(crate) fn take<'t>(&self, position: usize, rest: &'t str) -> Option<&'t str> {
        let part = self.pieces.get(position)?.as_part()?;
        let behind = self.pieces.get(position + 1..)?;
        let text = match behind.first() {
            Some(Piece(PieceKind::Part(_))) => rest.get(..part.width?)?,
            Some(Piece(PieceKind::Literal(literal))) if behind.iter().any(|piece| piece.as_part().is_some()) => {
                let ends = rest.char_indices().map(|(end, _)| end);
                let mut texts = ends.filter_map(|end| {
                    let (text, behind) = rest.split_at_checked(end)?;
                    behind.starts_with(literal).then_some(text)
                });
                return texts.find(|text| (part.accepts)(text));
            }
            _ => behind.iter().rev().try_fold(rest, |rest, piece| rest.strip_suffix(piece.as_literal()?))?,
        };
        (part.accepts)(text).then_some(text)
    }
}

impl Piece {
    pub(crate) fn as_literal(&self) -> Option<&'static str> {
        match self.0 {
            PieceKind::Literal(literal) => Some(literal),
            PieceKind::Part(_) => None,
        }
    }

    pub(crate) fn as_part(&self) -> Option<&Part> {
        match &self.0 {
            PieceKind::Part(part) => Some(part),
            PieceKind::Literal(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
