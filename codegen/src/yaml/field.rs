//! A key that a map may have.

use serde::de::{Deserialize, Deserializer};

use super::Spanned;
use super::attempt::Attempt;

/// What a struct's field says; to be used with `#[serde(default)]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Field<T> {
    /// It is not there.
    #[default]
    Absent,
    /// It is there, but something is wrong with it; or it may be what something else was meant to be, with which
    /// something is wrong. That was reported.
    Broken,
    /// It is there.
    Given(Spanned<T>),
}

impl<T> Field<T> {
    /// What was given, if anything was.
    pub(crate) fn given(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Given(value) => Some(value),
            Field::Absent | Field::Broken => None,
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
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Attempt { value, repeated, span } = Attempt::deserialize(deserializer)?;
        Ok(match value {
            Some(value) if !repeated => Field::Given(Spanned { value, span }),
            _ => Field::Broken,
        })
    }
}

/// For a field that is absent if there is nothing after its key: a section of which every entry was deleted, or made
/// a comment.
pub(crate) fn section<'de, T, D>(deserializer: D) -> Result<Field<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(match Field::<Option<T>>::deserialize(deserializer)? {
        Field::Given(Spanned { value: Some(value), span }) => Field::Given(Spanned { value, span }),
        Field::Given(Spanned { value: None, .. }) | Field::Absent => Field::Absent,
        Field::Broken => Field::Broken,
    })
}
