//! The map that is being read: names, duplicates, and what `<<` merges in.

use std::collections::HashMap;
use std::mem;

use crate::diagnostics::{Diagnostic, Sink, codes, shown};
use crate::source::Span;

use super::Spanned;
use super::budget::Budget;
use super::node::{Content, Entries, Entry, Node};

/// The key under which YAML 1.1 merges maps. YAML 1.2 dropped it, but editors and other readers know it, and it is the
/// only way for two entities to share some of their attributes.
const MERGE: &str = "<<";

/// A map that is not complete.
#[derive(Default)]
pub(super) struct OpenMap {
    /// A key that waits for its value.
    key: Option<Key>,
    slots: Vec<Slot>,
    /// Whether something was left out.
    incomplete: bool,
    names: HashMap<String, Name>,
}

/// Where a name is written, and where its values are.
struct Name {
    span: Span,
    slot: usize,
}

enum Key {
    /// A name, whose values are in this slot.
    Name(usize),
    Merge,
    /// It is none, which was reported.
    Refused,
}

enum Slot {
    /// There is more than one value if the name stands several times, which was reported.
    Written(Spanned<String>, Vec<Node>),
    Merged(Node),
}

impl OpenMap {
    /// Takes a key, a value, a key …
    pub(super) fn add(&mut self, node: Node, sink: &mut Sink) {
        match self.key.take() {
            None => self.key = Some(self.key(&node, sink)),
            Some(Key::Name(slot)) => {
                if let Some(Slot::Written(_, values)) = self.slots.get_mut(slot) {
                    values.push(node);
                }
            }
            Some(Key::Merge) => self.slots.push(Slot::Merged(node)),
            Some(Key::Refused) => self.incomplete = true,
        }
    }

    fn key(&mut self, node: &Node, sink: &mut Sink) -> Key {
        let span = node.place();
        let scalar = match &*node.content {
            Content::Broken => return Key::Refused,
            Content::Scalar(scalar) if !scalar.is_empty() => scalar,
            _ => {
                sink.report(not_a_name(node));
                return Key::Refused;
            }
        };
        let is_merge = scalar.plain && scalar.text == MERGE;
        if let Some(first) = self.names.get(&scalar.text) {
            sink.report(duplicate(&scalar.text, first.span, span));
            return if is_merge { Key::Refused } else { Key::Name(first.slot) };
        }
        let slot = self.slots.len();
        self.names.insert(scalar.text.clone(), Name { span, slot });
        if is_merge {
            return Key::Merge;
        }
        self.slots.push(Slot::Written(Spanned::new(scalar.text.clone(), span), Vec::new()));
        Key::Name(slot)
    }

    /// All entries. Written ones win over merged ones, the first of several merged ones over the others.
    pub(super) fn finish(mut self, budget: &mut Budget, sink: &mut Sink) -> Entries {
        let mut list = Vec::with_capacity(self.slots.len());
        for slot in mem::take(&mut self.slots) {
            match slot {
                Slot::Written(name, values) => {
                    let value = match <[Node; 1]>::try_from(values) {
                        Ok([value]) => value,
                        // One of them may have been meant for another name.
                        Err(values) => {
                            self.incomplete = true;
                            Node::new(Content::Repeated(values), name.span)
                        }
                    };
                    list.push(Entry { name, value, merged: None });
                }
                Slot::Merged(node) => self.merge(&node, &mut list, budget, sink),
            }
        }
        Entries { list, complete: !self.incomplete }
    }

    fn merge(&mut self, node: &Node, list: &mut Vec<Entry>, budget: &mut Budget, sink: &mut Sink) {
        let maps = match &*node.content {
            Content::List(elements) => elements.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for map in maps {
            let merged = match &*map.content {
                Content::Map(merged) if budget.spend(merged.list.len(), map.place(), sink) => merged,
                Content::Map(_) | Content::Repeated(_) | Content::Broken => {
                    self.incomplete = true;
                    continue;
                }
                Content::Scalar(_) | Content::List(_) => {
                    sink.report(cannot_merge(map));
                    self.incomplete = true;
                    continue;
                }
            };
            self.incomplete |= !merged.complete;
            for entry in &merged.list {
                if !self.names.contains_key(&entry.name.value) {
                    let name = Name { span: entry.name.span, slot: list.len() };
                    self.names.insert(entry.name.value.clone(), name);
                    let alias = map.alias.or(node.alias).or(entry.merged);
                    list.push(Entry { merged: alias, ..entry.clone() });
                }
            }
        }
    }
}

fn not_a_name(node: &Node) -> Diagnostic {
    let message = if node.is_null() {
        "a key is missing".to_owned()
    } else {
        format!("a key is a name, not {}", node.describe())
    };
    Diagnostic::new(codes::INVALID_KEY, message).at(node.place(), "")
}

fn duplicate(name: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(codes::DUPLICATE_KEY, format!("the key {} stands twice in one map", shown(name)))
        .at(second, "again here")
        .also(first, "first here")
}

fn cannot_merge(node: &Node) -> Diagnostic {
    Diagnostic::new(codes::INVALID_MERGE, format!("`{MERGE}` merges maps, not {}", node.describe()))
        .at(node.place(), "expected a map, or a list of maps")
}
