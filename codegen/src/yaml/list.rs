//! A list.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::attempt::Attempt;

/// Values in the order in which they are written. Unlike a `Vec`, it goes on after an element that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct List<V> {
    /// None stands for an element that could not be read.
    pub(crate) elements: Vec<Option<V>>,
}

impl<V> Default for List<V> {
    fn default() -> Self {
        List { elements: Vec::new() }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for List<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct ListVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for ListVisitor<V> {
    type Value = List<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(Attempt { value, .. }) = access.next_element()? {
            elements.push(value);
        }
        Ok(List { elements })
    }
}
