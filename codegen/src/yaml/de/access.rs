//! How visitors walk through collections.

use std::slice;

use serde::de::value::SeqDeserializer;
use serde::de::{self, DeserializeSeed, SeqAccess, Visitor};

use super::context::Context;
use super::failure::Failure;
use super::refusal::{Refusal, list};
use crate::diagnostics::{Diagnostic, codes, similar};
use crate::source::Span;
use crate::yaml::Spanned;
use crate::yaml::node::{Entries, Entry, Node};

/// A place, then the value there.
pub(super) struct PlacedAccess<'n, 'c, 's> {
    node: &'n Node,
    context: &'c mut Context<'s>,
    placed: bool,
}

impl<'n, 'c, 's> PlacedAccess<'n, 'c, 's> {
    pub(super) fn new(node: &'n Node, context: &'c mut Context<'s>) -> Self {
        PlacedAccess { node, context, placed: false }
    }
}

impl<'de> SeqAccess<'de> for PlacedAccess<'_, '_, '_> {
    type Error = Failure;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Failure> {
        if self.placed {
            return self.context.read_here(self.node, seed).map(Some);
        }
        self.placed = true;
        seed.deserialize(SeqDeserializer::new(self.node.place().numbers().into_iter())).map(Some)
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
    entries: std::vec::IntoIter<Known<'n>>,
    /// The entry whose value is next.
    current: Option<Known<'n>>,
    context: &'c mut Context<'s>,
}

/// What a visitor is shown.
#[derive(Clone, Copy)]
enum Known<'n> {
    Entry(&'n Entry),
    /// A key that is most likely a misspelt one of a struct's keys. It is shown as that, but broken, so that nobody
    /// misses the one that was meant.
    Misspelt {
        meant: &'static str,
        place: Span,
    },
}

impl<'n, 'c, 's> MapAccess<'n, 'c, 's> {
    /// Lets a visitor walk through the entries; of a struct, through those that it knows. A map that is not complete is
    /// never taken for one that is.
    pub(super) fn visit<'de, V: Visitor<'de>>(
        entries: &'n Entries,
        keys: Option<&'static [&'static str]>,
        context: &'c mut Context<'s>,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let known = match keys {
            Some(keys) => known(&entries.list, keys, context),
            None => entries.list.iter().map(Known::Entry).collect(),
        };
        let access = MapAccess { entries: known.into_iter(), current: None, context };
        let value = visitor.visit_map(access)?;
        if entries.complete { Ok(value) } else { Err(Failure::Reported) }
    }
}

/// The entries that a struct knows; the others are reported.
fn known<'n>(entries: &'n [Entry], keys: &'static [&'static str], context: &mut Context<'_>) -> Vec<Known<'n>> {
    let mut known = Vec::with_capacity(entries.len());
    let mut absent = keys.to_vec();
    absent.retain(|key| entries.iter().all(|entry| entry.name.value != *key));
    for entry in entries {
        if keys.contains(&entry.name.as_str()) {
            known.push(Known::Entry(entry));
            continue;
        }
        let meant = similar(&entry.name, absent.iter().copied());
        context.behind(entry.merged, |context| {
            context.report(entry.name.span, unknown_key(&entry.name, meant, keys));
        });
        if let Some(index) = absent.iter().position(|key| Some(*key) == meant) {
            known.push(Known::Misspelt { meant: absent.swap_remove(index), place: entry.name.span });
        }
    }
    known
}

impl<'de> de::MapAccess<'de> for MapAccess<'_, '_, '_> {
    type Error = Failure;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Failure> {
        self.current = self.entries.next();
        let Some(current) = self.current else { return Ok(None) };
        let key = match current {
            Known::Entry(entry) => Node::text(&entry.name),
            Known::Misspelt { meant, place } => Node::text(&Spanned::new(meant.to_owned(), place)),
        };
        self.context.read(&key, seed).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Failure> {
        match self.current.take() {
            Some(Known::Entry(entry)) => self.context.behind(entry.merged, |context| context.read(&entry.value, seed)),
            Some(Known::Misspelt { place, .. }) => self.context.read(&Node::broken(place), seed),
            None => Err(de::Error::custom("a value was asked for before its key")),
        }
    }
}

fn unknown_key(name: &Spanned<String>, meant: Option<&str>, keys: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(codes::UNKNOWN_KEY, format!("unknown key `{name}`")).at(name.span, "");
    if let Some(meant) = meant {
        return diagnostic.help(format!("did you mean `{meant}`?")).replace(name.span, meant);
    }
    match name.split_once(':') {
        Some((key, _)) if keys.contains(&key) => diagnostic.help("a space belongs after the colon"),
        _ => diagnostic.help(format!("known here: {}", list(keys, "and"))),
    }
}
