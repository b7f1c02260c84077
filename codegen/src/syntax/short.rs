//! What has a short form: a text instead of a map, one element instead of a list.
//!
//! The visitors are written by hand because serde's untagged enums lose all places.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use crate::source::Span;
use crate::yaml::{FORMS, List, Spanned};

/// A text, or a map that says more.
#[derive(Debug)]
pub(crate) enum Short<T> {
    Text(String),
    Full(T),
}

/// The full form of what can be said by a text.
pub(crate) trait Shorthand {
    /// Both forms, as they are expected: "a type, or a map with `type`".
    const EXPECTED: &str;
}

impl<'de, T: Deserialize<'de> + Shorthand> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FORMS, ShortVisitor(PhantomData))
    }
}

struct ShortVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Shorthand> Visitor<'de> for ShortVisitor<T> {
    type Value = Short<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Short::Text(text.to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, map: D) -> Result<Self::Value, D::Error> {
        T::deserialize(map).map(Short::Full)
    }
}

/// One, or a list of them.
#[derive(Debug)]
pub(crate) enum OneOrMany<T> {
    One(Short<T>),
    Many(List<Spanned<Short<T>>>),
}

impl<T> OneOrMany<T> {
    /// All of them with their places, where this one is; one is a list of one. None stands for an element that could not
    /// be read.
    pub(crate) fn elements(&self, place: Span) -> Vec<Option<(&Short<T>, Span)>> {
        match self {
            OneOrMany::One(element) => vec![Some((element, place))],
            OneOrMany::Many(list) => {
                let elements = list.elements.iter();
                elements.map(|element| element.as_ref().map(|element| (&element.value, element.span))).collect()
            }
        }
    }
}

impl<'de, T: Deserialize<'de> + Shorthand> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FORMS, OneOrManyVisitor(PhantomData))
    }
}

struct OneOrManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Shorthand> Visitor<'de> for OneOrManyVisitor<T> {
    type Value = OneOrMany<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, or a list of them", T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(OneOrMany::One(Short::Text(text.to_owned())))
    }

    fn visit_some<D: Deserializer<'de>>(self, map: D) -> Result<Self::Value, D::Error> {
        T::deserialize(map).map(Short::Full).map(OneOrMany::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(access)).map(OneOrMany::Many)
    }
}
