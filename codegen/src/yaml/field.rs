//! A key that a map may have.

use serde::de::{Deserialize, Deserializer};

use crate::source::Span;

use super::Spanned;
use super::attempt::Attempt;

/// What a struct's field says; to be used with `#[serde(default)]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Field<T> {
    /// It is not there, or empty.
    #[default]
    Absent,
    /// It is there, but something is wrong with it, and that was reported. The place is that of its value, or of a
    /// misspelt key.
    Broken(Span),
    /// It is there.
    Given(Spanned<T>),
}

impl<T> Field<T> {
    /// What was given, if anything was.
    pub(crate) fn given(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Given(value) => Some(value),
            Field::Absent | Field::Broken(_) => None,
        }
    }

    /// The value that was given, if any was.
    pub(crate) fn value(&self) -> Option<&T> {
        self.given().map(|given| &given.value)
    }

    /// Whether it is not there at all.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// Whether it is there, but wrong.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self, Field::Broken(_))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Attempt { value, span } = Attempt::<Option<T>>::deserialize(deserializer)?;
        Ok(match value {
            None => Field::Broken(span),
            Some(None) => Field::Absent,
            Some(Some(value)) => Field::Given(Spanned { value, span }),
        })
    }
}
