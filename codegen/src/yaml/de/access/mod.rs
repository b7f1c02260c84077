//! How visitors walk through collections.

use std::{ptr, slice};

use serde::de::value::SeqDeserializer;
use serde::de::{self, DeserializeSeed, SeqAccess, Visitor};

use super::context::Context;
use super::failure::Failure;
use super::refusal::Refusal;
use crate::source::Span;
use crate::yaml::Spanned;
use crate::yaml::node::{Content, Entries, Entry, Node};

mod keys;

/// A place, then the value there; behind it the others, if there are several.
pub(super) struct PlacedAccess<'n, 'c, 's> {
    node: &'n Node,
    values: slice::Iter<'n, Node>,
    context: &'c mut Context<'s>,
    placed: bool,
}

impl<'n, 'c, 's> PlacedAccess<'n, 'c, 's> {
    pub(super) fn new(node: &'n Node, context: &'c mut Context<'s>) -> Self {
        let values = match &*node.content {
            Content::Repeated(values) => values,
            _ => slice::from_ref(node),
        };
        PlacedAccess { node, values: values.iter(), context, placed: false }
    }
}

impl<'de> SeqAccess<'de> for PlacedAccess<'_, '_, '_> {
    type Error = Failure;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Failure> {
        if !self.placed {
            self.placed = true;
            return seed.deserialize(SeqDeserializer::new(self.node.place().numbers().into_iter())).map(Some);
        }
        match self.values.next() {
            Some(value) if ptr::eq(value, self.node) => self.context.read_here(value, seed).map(Some),
            Some(value) => self.context.read(value, seed).map(Some),
            None => Ok(None),
        }
    }
}

/// The elements of a list.
pub(super) struct ListAccess<'n, 'c, 's> {
    elements: slice::Iter<'n, Node>,
    context: &'c mut Context<'s>,
}

impl<'n, 'c, 's> ListAccess<'n, 'c, 's> {
    /// Lets a visitor walk through; an element that it does not want is one too many.
    pub(super) fn visit<'de, V: Visitor<'de>>(
        elements: &'n [Node],
        context: &'c mut Context<'s>,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let mut access = ListAccess { elements: elements.iter(), context };
        let value = visitor.visit_seq(&mut access)?;
        match access.elements.len() {
            0 => Ok(value),
            surplus => {
                let wanted = elements.len() - surplus;
                Err(Failure::Refused(Refusal::Other(format!("expected {wanted} elements, found {}", elements.len()))))
            }
        }
    }
}

impl<'de> SeqAccess<'de> for &mut ListAccess<'_, '_, '_> {
    type Error = Failure;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Failure> {
        self.elements.next().map(|element| self.context.read(element, seed)).transpose()
    }
}

/// The entries of a map.
pub(super) struct MapAccess<'n, 'c, 's> {
    entries: std::vec::IntoIter<Shown<'n>>,
    /// The entry whose value is next.
    current: Option<Shown<'n>>,
    context: &'c mut Context<'s>,
}

/// What a visitor is shown.
#[derive(Clone, Copy)]
enum Shown<'n> {
    Entry(&'n Entry),
    /// A key of a struct that is not there, but may be what was meant by one that was lost. It is shown as broken, so
    /// that nobody misses it.
    Meant(&'static str),
    /// Anything else that was lost: a broken key.
    Lost,
}

impl<'n, 'c, 's> MapAccess<'n, 'c, 's> {
    /// All entries.
    pub(super) fn of_map(entries: &'n Entries, context: &'c mut Context<'s>) -> Self {
        let lost = (!entries.complete).then_some(Shown::Lost);
        Self::new(entries.list.iter().map(Shown::Entry).chain(lost).collect(), context)
    }

    /// The entries that a struct knows.
    pub(super) fn of_struct(
        entries: &'n Entries,
        name: &str,
        keys: &'static [&'static str],
        context: &'c mut Context<'s>,
    ) -> Self {
        Self::new(keys::known(entries, name, keys, context), context)
    }

    fn new(entries: Vec<Shown<'n>>, context: &'c mut Context<'s>) -> Self {
        MapAccess { entries: entries.into_iter(), current: None, context }
    }

    /// Lets a visitor walk through.
    pub(super) fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_map(self)
    }
}

impl<'de> de::MapAccess<'de> for MapAccess<'_, '_, '_> {
    type Error = Failure;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Failure> {
        self.current = self.entries.next();
        let Some(current) = self.current else { return Ok(None) };
        let key = match current {
            Shown::Entry(entry) => Node::text(&entry.name),
            Shown::Meant(key) => Node::text(&Spanned::new(key.to_owned(), Span::NOWHERE)),
            Shown::Lost => Node::broken(Span::NOWHERE),
        };
        self.context.read(&key, seed).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Failure> {
        match self.current.take() {
            Some(Shown::Entry(entry)) => self.context.behind(entry.merged, |context| context.read(&entry.value, seed)),
            Some(Shown::Meant(_) | Shown::Lost) => self.context.read(&Node::broken(Span::NOWHERE), seed),
            None => Err(de::Error::custom("a value was asked for before its key")),
        }
    }
}
