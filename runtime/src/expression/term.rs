//! What stands beside an operator: attributes, values, and what is computed of them.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Path, Placeholders};
use crate::item_size;

/// An operand of a condition, or what an update sets an attribute to.
#[derive(Clone, PartialEq)]
pub(crate) enum Term {
    Path(Path),
    Value(AttributeValue),
    Size(Path),
    IfNotExists(Path, Box<Term>),
    Plus(Box<Term>, Box<Term>),
    Minus(Box<Term>, Box<Term>),
    ListAppend(Box<Term>, Box<Term>),
}

impl Term {
    /// What is at a path, or this where nothing is.
    pub(crate) fn or(path: Path, otherwise: Self) -> Self {
        Self::IfNotExists(path, Box::new(otherwise))
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self::Plus(Box::new(self), Box::new(other))
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        Self::Minus(Box::new(self), Box::new(other))
    }

    /// The elements of this list, and then those of another.
    pub(crate) fn then(self, other: Self) -> Self {
        Self::ListAppend(Box::new(self), Box::new(other))
    }

    /// How many operators and functions it has.
    pub(super) fn operators(&self) -> usize {
        match self {
            Self::Path(_) | Self::Value(_) => 0,
            Self::Size(_) => 1,
            Self::IfNotExists(_, otherwise) => 1 + otherwise.operators(),
            Self::Plus(one, other) | Self::Minus(one, other) | Self::ListAppend(one, other) => {
                1 + one.operators() + other.operators()
            }
        }
    }

    /// The bytes of its values.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Path(_) | Self::Size(_) => 0,
            Self::Value(value) => item_size::size(value),
            Self::IfNotExists(_, otherwise) => otherwise.size(),
            Self::Plus(one, other) | Self::Minus(one, other) | Self::ListAppend(one, other) => {
                one.size() + other.size()
            }
        }
    }

    /// The attributes that it looks at.
    pub(super) fn attributes<'t>(&'t self, found: &mut Vec<&'t str>) {
        match self {
            Self::Path(path) | Self::Size(path) => found.push(path.attribute()),
            Self::Value(_) => {}
            Self::IfNotExists(path, otherwise) => {
                found.push(path.attribute());
                otherwise.attributes(found);
            }
            Self::Plus(one, other) | Self::Minus(one, other) | Self::ListAppend(one, other) => {
                one.attributes(found);
                other.attributes(found);
            }
        }
    }

    pub(super) fn render(self, to: &mut Placeholders) -> String {
        match self {
            Self::Path(path) => path.render(to),
            Self::Value(value) => to.value(value),
            Self::Size(path) => format!("size({})", path.render(to)),
            Self::IfNotExists(path, otherwise) => {
                format!("if_not_exists({}, {})", path.render(to), otherwise.render(to))
            }
            Self::Plus(one, other) => {
                format!("{} + {}", one.render(to), other.render(to))
            }
            Self::Minus(one, other) => {
                format!("{} - {}", one.render(to), other.render(to))
            }
            Self::ListAppend(one, other) => {
                format!("list_append({}, {})", one.render(to), other.render(to))
            }
        }
    }
}
